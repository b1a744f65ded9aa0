module oracle/installer

go 1.26
