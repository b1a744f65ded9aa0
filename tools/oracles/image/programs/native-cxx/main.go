// Links C++: libstdc++ and libgcc_s.
package main

// int length(void);
import "C"

func main() { println(C.length()) }
