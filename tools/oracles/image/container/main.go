// Command container starts a program in a root file system as runc does in a container: working directory, user, HOME and the look-up in PATH are
// those of runc's libcontainer (init_linux.go, setupUser and finalizeNamespace; env.go, prepareEnv; standard_init_linux.go, Init). A web server beside
// it answers for every host with a certificate of the oracle's own authority, whose certificate is the only one in the CA bundles of imitated images.
//
//	container authority DIR   makes the authority, and prints its certificate
//	container run DIR         reads a request from standard input, writes a result to standard output
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

type request struct {
	Root      string
	Args      []string
	Env       []string
	Directory string
	User      string
	Seconds   int
}

type result struct {
	// why the program was not started; "" when it was
	NotStarted string `json:"notStarted"`
	// exit code, or the name of the signal that ended it
	Status string `json:"status"`
	Output string `json:"output"`
}

func main() {
	if len(os.Args) != 3 {
		fail(errors.New("usage: container authority|run DIR"))
	}
	switch directory := os.Args[2]; os.Args[1] {
	case "authority":
		certificate, err := makeAuthority(directory)
		fail(err)
		os.Stdout.Write(certificate)
	case "run":
		var asked request
		fail(json.NewDecoder(os.Stdin).Decode(&asked))
		fail(raiseLoopback())
		fail(serve(directory))
		fail(json.NewEncoder(os.Stdout).Encode(run(asked)))
	}
}

func run(asked request) result {
	fail(syscall.Chroot(asked.Root))
	fail(os.Chdir("/"))
	user, err := resolveUser(asked.User)
	if err != nil {
		return result{NotStarted: err.Error()}
	}
	os.Clearenv()
	for _, variable := range asked.Env {
		name, value, _ := strings.Cut(variable, "=")
		os.Setenv(name, value)
	}
	if os.Getenv("HOME") == "" {
		os.Setenv("HOME", user.home)
	}
	if err := os.MkdirAll(asked.Directory, 0o755); err != nil {
		return result{NotStarted: err.Error()}
	}
	fail(os.Chdir(asked.Directory))
	path, err := exec.LookPath(asked.Args[0])
	if err != nil && !errors.Is(err, exec.ErrDot) {
		return result{NotStarted: err.Error()}
	}
	var output bytes.Buffer
	command := exec.Cmd{Path: path, Args: asked.Args, Env: os.Environ(), Stdout: &output, Stderr: &output}
	command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: user.uid, Gid: user.gid}}
	if err := command.Start(); err != nil {
		return result{NotStarted: err.Error()}
	}
	timer := time.AfterFunc(time.Duration(asked.Seconds)*time.Second, func() { command.Process.Kill() })
	defer timer.Stop()
	command.Wait()
	status := fmt.Sprint(command.ProcessState.ExitCode())
	if state := command.ProcessState.Sys().(syscall.WaitStatus); state.Signaled() {
		status = state.Signal().String()
	}
	return result{Status: status, Output: output.String()}
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "container:", err)
		os.Exit(1)
	}
}
