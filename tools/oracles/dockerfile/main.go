// Command dockerfile prints, as JSON lines, what BuildKit reads from Dockerfiles and how it expands words. Standard input is a JSON object
// with the texts and the words; standard output has one object per text and then one per word, in order.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"
)

type request struct {
	Texts []string
	Words []wordCase
}

func main() {
	log.SetFlags(0)
	var req request
	if err := json.NewDecoder(os.Stdin).Decode(&req); err != nil {
		log.Fatal(err)
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	write := func(answer any) {
		if err := enc.Encode(answer); err != nil {
			log.Fatal(err)
		}
	}
	for _, text := range req.Texts {
		write(readFile(text))
	}
	for _, word := range req.Words {
		write(expand(word))
	}
}
