"""Reading files into checked values: workbook, CSV or YAML in; values, or every fault with its place, out."""
