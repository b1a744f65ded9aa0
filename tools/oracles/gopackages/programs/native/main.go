package main

import (
	_ "github.com/99designs/keyring"
	_ "github.com/DataDog/zstd"
	_ "github.com/NVIDIA/go-nvml/pkg/nvml"
	_ "github.com/aquasecurity/libbpfgo"
	_ "github.com/bytedance/sonic"
	_ "github.com/cilium/ebpf"
	_ "github.com/confluentinc/confluent-kafka-go/v2/kafka"
	_ "github.com/coreos/go-systemd/v22/sdjournal"
	_ "github.com/davidbyttow/govips/v2/vips"
	_ "github.com/ebitengine/oto/v3"
	_ "github.com/fsnotify/fsnotify"
	_ "github.com/godbus/dbus/v5"
	_ "github.com/gopacket/gopacket/pcap"
	_ "github.com/gordonklaus/portaudio"
	_ "github.com/hajimehoshi/ebiten/v2"
	_ "github.com/hanwen/go-fuse/v2/fuse"
	_ "github.com/linxGnu/grocksdb"
	_ "github.com/miekg/pkcs11"
	_ "github.com/seccomp/libseccomp-golang"
	_ "github.com/shirou/gopsutil/v4/cpu"
	_ "github.com/tetratelabs/wazero"
	_ "github.com/tree-sitter/go-tree-sitter"
	_ "github.com/valyala/gozstd"
	_ "github.com/veandco/go-sdl2/sdl"
	_ "github.com/winfsp/cgofuse/fuse"
	_ "gocv.io/x/gocv"
)

func main() {}
