// A TLS client that trusts the system's roots.
package main

import (
	"fmt"
	"net/http"
	"os"
)

func main() {
	response, err := http.Get("https://api.github.com/zen")
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(response.Status)
}
