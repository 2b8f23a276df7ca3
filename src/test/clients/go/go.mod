module undercroft.dev/flow

go 1.21

require undercroft.dev/api v0.0.0

replace undercroft.dev/api => ../go
