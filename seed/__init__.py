"""What a store begins with: schemes, reasons and the attested facts of Tràng Định 2019."""
