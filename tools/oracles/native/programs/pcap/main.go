package main

import _ "github.com/gopacket/gopacket/pcap"

func main() {}
