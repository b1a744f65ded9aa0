// Lets the compiler accept the function without body in header.go.
