# The index of commands. Each is a script in dev/ that also works without make.
DATA ?= ./data
PORT ?= 8080

.PHONY: help run pages test bench format clean

help:
	@echo "make run      install what is missing, build, serve http://127.0.0.1:$(PORT) with its data in $(DATA)"
	@echo "make pages    build the pages only"
	@echo "make test     every check: format, imports, build, both databases, pages, browser"
	@echo "make bench    measure the release program beside the floor; Benchmarks/report.json"
	@echo "make format   put the sources into form"
	@echo "make clean    remove what was built; your data stays"

run:
	@DATA="$(DATA)" PORT="$(PORT)" dev/run

pages:
	@dev/build pages

test:
	@dev/test

bench:
	@dev/bench

format:
	@swift format --in-place --recursive --parallel Package.swift Sources Tests Fuzz

clean:
	rm -rf .build build web/dist Benchmarks/report.json
