module oracle/container

go 1.26
