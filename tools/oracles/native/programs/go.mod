module example.com/oracle/native

go 1.26.8

require (
	crawshaw.io/sqlite v0.3.2
	github.com/DataDog/zstd v1.5.7
	github.com/NVIDIA/go-nvml v0.13.4-1
	github.com/alexbrainman/odbc v0.0.0-20250601004241-49e6b2bc0cf0
	github.com/aquasecurity/libbpfgo v0.4.9-libbpf-1.2.0
	github.com/ceph/go-ceph v0.25.0
	github.com/chai2010/webp v1.4.0
	github.com/cloudflare/golz4 v0.0.0-20240916140612-caecf3c00c06
	github.com/confluentinc/confluent-kafka-go/v2 v2.11.1
	github.com/containerd/btrfs/v2 v2.0.0
	github.com/coreos/go-systemd/v22 v22.7.0
	github.com/coreos/pkg v0.0.0-20240122114842-bbd7aa9bf6fb
	github.com/davidbyttow/govips/v2 v2.16.0
	github.com/ebitengine/oto/v3 v3.4.0
	github.com/ebitengine/purego v0.11.3
	github.com/ethereum/go-ethereum v1.17.10
	github.com/gen2brain/malgo v0.11.24
	github.com/go-enry/go-oniguruma v1.2.1
	github.com/go-gl/gl v0.0.0-20231021071112-07e5d0ea2e71
	github.com/go-gl/glfw/v3.3/glfw v0.0.0-20260823155953-d41da22a9587
	github.com/go-piv/piv-go/v2 v2.6.0
	github.com/google/go-tpm-tools v0.4.11
	github.com/google/gopacket v1.1.19
	github.com/gopacket/gopacket v1.7.7
	github.com/gordonklaus/portaudio v0.0.0-20250206071425-98a94950218b
	github.com/h2non/bimg v1.1.9
	github.com/jmhodges/levigo v1.0.0
	github.com/karalabe/hid v1.0.1-0.20240306101548-573246063e52
	github.com/keys-pub/go-libfido2 v1.5.4-0.20230628025503-281619cff413
	github.com/linxGnu/grocksdb v1.7.15
	github.com/mattn/go-sqlite3 v1.14.53
	github.com/miekg/pkcs11 v1.1.2
	github.com/msteinert/pam/v2 v2.1.0
	github.com/mutecomm/go-sqlcipher/v4 v4.4.2
	github.com/opencontainers/runc v1.5.2
	github.com/otiai10/gosseract/v2 v2.4.1
	github.com/pebbe/zmq4 v1.4.0
	github.com/pganalyze/pg_query_go/v6 v6.2.5
	github.com/seccomp/libseccomp-golang v0.12.0
	github.com/supranational/blst v0.3.17
	github.com/tree-sitter/go-tree-sitter v0.25.0
	github.com/uber/h3-go/v4 v4.1.0
	github.com/valyala/gozstd v1.27.0
	github.com/veandco/go-sdl2 v0.4.39
	github.com/wasilibs/go-re2 v1.13.0
	github.com/winfsp/cgofuse v1.6.0
	github.com/yalue/onnxruntime_go v1.27.0
	gopkg.in/hraban/opus.v2 v2.0.0-20230925203106-0188a62cb302
)

require (
	github.com/google/go-tpm v0.9.8 // indirect
	github.com/mattn/go-pointer v0.0.1 // indirect
	github.com/pkg/errors v0.9.1 // indirect
	golang.org/x/crypto v0.55.0 // indirect
	golang.org/x/image v0.18.0 // indirect
	golang.org/x/net v0.58.0 // indirect
	golang.org/x/sys v0.48.0 // indirect
	golang.org/x/text v0.41.0 // indirect
	google.golang.org/protobuf v1.36.12 // indirect
)
