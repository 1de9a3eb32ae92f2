module example.com/shop

go 1.21

require github.com/pkg/errors v0.9.1

require (
	github.com/gin-gonic/gin v1.5.0
	golang.org/x/text v0.3.5 // indirect
	github.com/old/name v1.0.0
	example.com/part v0.0.0
	github.com/kept/one v1.0.0
)

replace (
	github.com/old/name => github.com/new/name v1.2.0
	example.com/part => ../part
	github.com/kept/one v2.0.0 => github.com/other/one v2.0.0
)

exclude github.com/pkg/errors v0.8.0
