package info

var (
	Version = "dev"
	hidden  = "hidden"
)

func Hidden() string { return hidden }
