package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

type user struct {
	uid, gid uint32
	home     string
}

// resolveUser reads USER as moby/sys/user's GetExecUser does: a name must be in /etc/passwd, a number need not.
func resolveUser(text string) (user, error) {
	found := user{home: "/"}
	name, group, hasGroup := strings.Cut(text, ":")
	if name == "" {
		name = "0"
	}
	number, err := strconv.ParseUint(name, 10, 31)
	isNumber := err == nil
	entry := lookUp("/etc/passwd", func(fields []string) bool { return fields[0] == name || isNumber && fields[2] == name }, 6)
	switch {
	case entry != nil:
		found = user{uid: id(entry[2]), gid: id(entry[3]), home: entry[5]}
	case isNumber:
		found.uid = uint32(number)
	default:
		return found, fmt.Errorf("unable to find user %s: no matching entries in passwd file", name)
	}
	if hasGroup {
		number, err := strconv.ParseUint(group, 10, 31)
		entry := lookUp("/etc/group", func(fields []string) bool { return fields[0] == group }, 3)
		switch {
		case entry != nil:
			found.gid = id(entry[2])
		case err == nil:
			found.gid = uint32(number)
		default:
			return found, fmt.Errorf("unable to find group %s: no matching entries in group file", group)
		}
	}
	return found, nil
}

func lookUp(path string, matches func([]string) bool, least int) []string {
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if fields := strings.Split(lines.Text(), ":"); len(fields) >= least && matches(fields) {
			return fields
		}
	}
	return nil
}

func id(text string) uint32 {
	number, _ := strconv.ParseUint(text, 10, 32)
	return uint32(number)
}
