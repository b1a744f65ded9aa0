# Prints every variable that a makefile defined; read after the makefile that is asked about.
$(foreach v,$(.VARIABLES),$(if $(filter file override,$(origin $v)),$(info @@V@@$v@@$(flavor $v)@@$(origin $v)@@$($v)@@E@@)))
__dump__: ;
