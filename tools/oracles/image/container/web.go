package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"time"
	"unsafe"
)

func makeAuthority(directory string) ([]byte, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "oracle"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return nil, err
	}
	private, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return nil, err
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate})
	return text, errors.Join(
		os.WriteFile(filepath.Join(directory, "authority.der"), certificate, 0o600),
		os.WriteFile(filepath.Join(directory, "key.der"), private, 0o600),
	)
}

// serve answers HTTPS on the loopback address for whatever name a client asks.
func serve(directory string) error {
	certificate, err := os.ReadFile(filepath.Join(directory, "authority.der"))
	if err != nil {
		return err
	}
	private, err := os.ReadFile(filepath.Join(directory, "key.der"))
	if err != nil {
		return err
	}
	authority, err := x509.ParseCertificate(certificate)
	if err != nil {
		return err
	}
	key, err := x509.ParseECPrivateKey(private)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:443")
	if err != nil {
		return err
	}
	certify := func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
		leaf := &x509.Certificate{SerialNumber: big.NewInt(2), DNSNames: []string{hello.ServerName}, NotBefore: authority.NotBefore, NotAfter: authority.NotAfter}
		signed, err := x509.CreateCertificate(rand.Reader, leaf, authority, &key.PublicKey, key)
		return &tls.Certificate{Certificate: [][]byte{signed}, PrivateKey: key}, err
	}
	answer := http.HandlerFunc(func(response http.ResponseWriter, _ *http.Request) { io.WriteString(response, "hello") })
	server := &http.Server{Handler: answer, ErrorLog: log.New(io.Discard, "", 0)}
	go server.Serve(tls.NewListener(listener, &tls.Config{GetCertificate: certify}))
	return nil
}

// raiseLoopback: the network of a new namespace is down.
func raiseLoopback() error {
	socket, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_DGRAM, 0)
	if err != nil {
		return err
	}
	defer syscall.Close(socket)
	var request struct {
		name  [syscall.IFNAMSIZ]byte
		flags uint16
		_     [22]byte
	}
	copy(request.name[:], "lo")
	request.flags = syscall.IFF_UP | syscall.IFF_RUNNING
	if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, uintptr(socket), syscall.SIOCSIFFLAGS, uintptr(unsafe.Pointer(&request))); errno != 0 {
		return errno
	}
	return nil
}
