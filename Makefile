# SIZ: what is made, started and tested.  The two commands: `make run`, `make test`.
#
#   make run      everything on this machine, in the foreground (PORT= and VAR= move it)
#   make start    the same in the background; make stop ends it
#   make test     every suite; the last line counts
#   make check    static checks        make fuzz   long fuzzing (SECONDS=)
#   make bench    ratios of one run    make cover  what the unit tests reach
#   make bare     both commands on a fresh Debian 12 (debootstrap, root)
#   make clean    removes build/

# Recipes use relative paths only: the tree may live anywhere, spaces included.
SHELL = /bin/bash
.SHELLFLAGS = -eu -o pipefail -c
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules
ifeq ($(filter -j%,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(shell nproc)
endif

# Scripts read these from the environment; empty means their own default.
PORT ?=
HTTP_PORT ?=
VAR ?=
LISTEN ?=
export PORT HTTP_PORT VAR LISTEN
PATH := $(PATH):/usr/sbin:/sbin
export PATH

CC = gcc
# V=1 shows whole commands.
SHOW = $(if $(V),,@echo '  $@' && )
STANDARD = -std=c17 -D_GNU_SOURCE
WARNINGS = -Wall -Wextra -Wformat=2 -Wshadow -Wvla -Wstrict-prototypes -Wnull-dereference -Werror
HARDENING = -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection -fcf-protection \
	-ftrivial-auto-var-init=zero -fno-strict-aliasing -fPIE
INCLUDES = -Iapp -Ibuild/gen -isystem /usr/include/ClearSilver -isystem /usr/include/libxml2 \
	-isystem /usr/include/postgresql
CFLAGS = $(STANDARD) -O2 -g $(WARNINGS) $(HARDENING)
LDFLAGS = -pie -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed
LIBS = -lneo_cs -lneo_utl -lz -ldeflate -lfcgi -lpq -lsodium -lcurl -ljansson -lmagic -lqpdf -lxml2 -loath -lqrencode -lcjose -lcrypto -lical -lm

# The twin that the unit tests run: sanitizers, and an arena of one malloc per piece.
# (-Wnull-dereference reports the sanitizers' own branches, so it is off here.)
SAN_CFLAGS = $(STANDARD) -O1 -g $(WARNINGS) -Wno-null-dereference -fno-strict-aliasing -fPIE \
	-fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all -DARENA_TWIN
SAN_LDFLAGS = -pie -fsanitize=address,undefined -Wl,--as-needed
# Fuzz targets want clang's own coverage.
FUZZ_CFLAGS = $(STANDARD) -O1 -gline-tables-only -Wall -Wno-unknown-warning-option -fno-strict-aliasing \
	-fPIE -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -DARENA_TWIN
COVER_CFLAGS = $(STANDARD) -O0 -g -fPIE --coverage

# siz-spid (saml/) links lasso, which is GPL; ClearSilver's licence does not go with that, so the
# two never meet in one program.  It shares base/, http/, db/ and the codice fiscale.
SPID_LIBS := -llasso -lxmlsec1-openssl -lxmlsec1 -lxml2 -lssl -lcrypto -lgobject-2.0 -lglib-2.0 -lz -ldeflate -lfcgi -lpq -lm
SPID_INCLUDES = -Isaml -Isaml/prova -Iapp -Ibuild/gen $(patsubst -I%,-isystem %,$(filter-out -l%,$(shell pkg-config --cflags lasso xmlsec1-openssl 2>/dev/null)))

# app/gen/ is built apart (tools of the build); everything else is `siz`.
SOURCES := $(shell find app -name '*.c' -not -path 'app/gen/*' 2>/dev/null | LC_ALL=C sort)
OBJECTS := $(SOURCES:app/%.c=build/obj/%.o) build/obj/query.o
SAN_OBJECTS := $(SOURCES:app/%.c=build/san/obj/%.o) build/san/obj/query.o
FUZZ_OBJECTS := $(filter-out %/main.o,$(SOURCES:app/%.c=build/fuzz/obj/%.o)) build/fuzz/obj/query.o
COVER_OBJECTS := $(filter-out %/main.o,$(SOURCES:app/%.c=build/cover/obj/%.o)) build/cover/obj/query.o
UNIT := $(patsubst tests/unit/%.c,build/san/unit/%,$(wildcard tests/unit/test_*.c))
COVER_UNIT := $(patsubst tests/unit/%.c,build/cover/unit/%,$(wildcard tests/unit/test_*.c))
FUZZ := $(patsubst tests/fuzz/%.c,build/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
SPID_SHARED := $(patsubst app/%.c,%.o,$(wildcard app/base/*.c app/http/*.c app/db/*.c)) soggetto/codice_fiscale.o query.o
SPID := $(patsubst saml/%.c,%.o,$(wildcard saml/*.c))
PROVA := $(patsubst saml/prova/%.c,%.o,$(wildcard saml/prova/*.c))
SPID_OBJECTS := $(SPID:%=build/obj/saml/%) $(SPID_SHARED:%=build/obj/%)
PROVA_OBJECTS := $(PROVA:%=build/obj/saml/prova/%) $(filter-out %/main.o,$(SPID_OBJECTS))
SAN_SPID_OBJECTS := $(SPID:%=build/san/obj/saml/%) $(SPID_SHARED:%=build/san/obj/%)
FUZZ_SPID_OBJECTS := $(filter-out %/main.o,$(SPID:%=build/fuzz/obj/saml/%)) $(SPID_SHARED:%=build/fuzz/obj/%)

.PHONY: all san unit-programs fuzz-programs assets run start stop test check fuzz bench cover bare clean install FORCE
all: build/siz build/siz-spid build/siz-spid-prova assets
san: build/san/siz build/san/siz-spid
unit-programs: $(UNIT)
fuzz-programs: $(FUZZ)

# ---- queries: PostgreSQL is their type checker ------------------------------------------------
# The tool is compiled from the sources of base/ themselves: their objects wait for query.h.
BASE := $(wildcard app/base/*.c)
build/gen-query: app/gen/query.c $(BASE) $(wildcard app/base/*.h app/base/*.def) app/db/db.h
	@mkdir -p $(@D)
	$(SHOW)$(CC) $(CFLAGS) $(INCLUDES) $(LDFLAGS) -o $@ app/gen/query.c $(BASE) -lpq
# deploy/generate decides by the hash of sql/; it touches the files only if they change.
# (One recipe for both: a statement whose text alone changed touches only the .c.)
build/gen/query.h build/gen/query.c &: build/gen-query FORCE
	@deploy/generate

# ---- objects ----------------------------------------------------------------------------------
build/obj/%.o: app/%.c | build/gen/query.h
	@mkdir -p $(@D)
	$(SHOW)$(CC) $(CFLAGS) $(INCLUDES) -MMD -MP -c -o $@ $<
build/obj/query.o: build/gen/query.c
	@mkdir -p $(@D)
	$(SHOW)$(CC) $(CFLAGS) $(INCLUDES) -MMD -MP -c -o $@ $<
build/san/obj/%.o: app/%.c | build/gen/query.h
	@mkdir -p $(@D)
	$(SHOW)$(CC) $(SAN_CFLAGS) $(INCLUDES) -MMD -MP -c -o $@ $<
build/san/obj/query.o: build/gen/query.c
	@mkdir -p $(@D)
	$(SHOW)$(CC) $(SAN_CFLAGS) $(INCLUDES) -MMD -MP -c -o $@ $<
build/fuzz/obj/%.o: app/%.c | build/gen/query.h
	@mkdir -p $(@D)
	$(SHOW)clang $(FUZZ_CFLAGS) $(INCLUDES) -MMD -MP -c -o $@ $<
build/fuzz/obj/query.o: build/gen/query.c
	@mkdir -p $(@D)
	$(SHOW)clang $(FUZZ_CFLAGS) $(INCLUDES) -MMD -MP -c -o $@ $<
build/cover/obj/%.o: app/%.c | build/gen/query.h
	@mkdir -p $(@D)
	$(SHOW)$(CC) $(COVER_CFLAGS) $(INCLUDES) -MMD -MP -c -o $@ $<
build/cover/obj/query.o: build/gen/query.c
	@mkdir -p $(@D)
	$(SHOW)$(CC) $(COVER_CFLAGS) $(INCLUDES) -MMD -MP -c -o $@ $<
# lasso's headers want GLib's, which are not as strict as ours.
build/obj/saml/%.o: saml/%.c | build/gen/query.h
	@mkdir -p $(@D)
	$(SHOW)$(CC) $(CFLAGS) $(SPID_INCLUDES) -MMD -MP -c -o $@ $<
build/san/obj/saml/%.o: saml/%.c | build/gen/query.h
	@mkdir -p $(@D)
	$(SHOW)$(CC) $(SAN_CFLAGS) $(SPID_INCLUDES) -MMD -MP -c -o $@ $<
build/fuzz/obj/saml/%.o: saml/%.c | build/gen/query.h
	@mkdir -p $(@D)
	$(SHOW)clang $(FUZZ_CFLAGS) $(SPID_INCLUDES) -MMD -MP -c -o $@ $<
-include $(PROVA_OBJECTS:.o=.d) $(SPID_OBJECTS:.o=.d) $(SAN_SPID_OBJECTS:.o=.d) $(FUZZ_SPID_OBJECTS:.o=.d)
-include $(OBJECTS:.o=.d) $(SAN_OBJECTS:.o=.d) $(FUZZ_OBJECTS:.o=.d) $(COVER_OBJECTS:.o=.d)

# ---- programs ---------------------------------------------------------------------------------
# The list of objects is a prerequisite of its own, so that a removed source links anew.
build/sources: FORCE
	@mkdir -p $(@D)
	@echo '$(SOURCES)' | cmp -s - $@ || echo '$(SOURCES)' > $@
build/siz: $(OBJECTS) build/sources
	$(SHOW)$(CC) $(CFLAGS) $(LDFLAGS) -o $@.new $(OBJECTS) $(LIBS)
	@mv $@.new $@
build/san/siz: $(SAN_OBJECTS) build/sources
	$(SHOW)$(CC) $(SAN_LDFLAGS) -o $@.new $(SAN_OBJECTS) $(LIBS)
	@mv $@.new $@

build/siz-spid: $(SPID_OBJECTS)
	$(SHOW)$(CC) $(CFLAGS) $(LDFLAGS) -o $@.new $^ $(SPID_LIBS)
	@mv $@.new $@
build/siz-spid-prova: $(PROVA_OBJECTS)
	$(SHOW)$(CC) $(CFLAGS) $(LDFLAGS) -o $@.new $^ $(SPID_LIBS)
	@mv $@.new $@
build/san/siz-spid: $(SAN_SPID_OBJECTS)
	$(SHOW)$(CC) $(SAN_LDFLAGS) -o $@.new $^ $(SPID_LIBS)
	@mv $@.new $@
$(filter build/fuzz/fuzz_spid_%,$(FUZZ)): build/fuzz/%: tests/fuzz/%.c $(FUZZ_SPID_OBJECTS)
	@mkdir -p $(@D)
	$(SHOW)clang $(FUZZ_CFLAGS) -fsanitize=fuzzer $(SPID_INCLUDES) -MMD -MP -MF $@.d -pie -o $@ $< $(FUZZ_SPID_OBJECTS) $(SPID_LIBS)

# Tests link against everything but main.
build/san/siz.a: $(SAN_OBJECTS) build/sources
	@rm -f $@
	@ar rcs $@ $(filter-out %/main.o,$(SAN_OBJECTS))
build/fuzz/siz.a: $(FUZZ_OBJECTS) build/sources
	@rm -f $@
	@ar rcs $@ $(FUZZ_OBJECTS)
build/cover/siz.a: $(COVER_OBJECTS) build/sources
	@rm -f $@
	@ar rcs $@ $(COVER_OBJECTS)
build/san/unit/%: tests/unit/%.c build/san/siz.a
	@mkdir -p $(@D)
	$(SHOW)$(CC) $(SAN_CFLAGS) $(INCLUDES) -Itests -MMD -MP -MF $@.d $(SAN_LDFLAGS) -o $@ $< build/san/siz.a -lcmocka $(LIBS)
build/cover/unit/%: tests/unit/%.c build/cover/siz.a
	@mkdir -p $(@D)
	$(SHOW)$(CC) $(COVER_CFLAGS) $(INCLUDES) -Itests -MMD -MP -MF $@.d -pie -o $@ $< build/cover/siz.a -lcmocka $(LIBS)
build/fuzz/%: tests/fuzz/%.c build/fuzz/siz.a
	@mkdir -p $(@D)
	$(SHOW)clang $(FUZZ_CFLAGS) -fsanitize=fuzzer $(INCLUDES) -MMD -MP -MF $@.d -pie -o $@ $< build/fuzz/siz.a $(LIBS)
-include $(UNIT:=.d) $(COVER_UNIT:=.d) $(FUZZ:=.d)

# ---- what the browser gets --------------------------------------------------------------------
# Rebuilt when a template, an own asset or the npm lock changes: the hash of all of them decides.
assets:
	@deploy/assets

# ---- the commands -----------------------------------------------------------------------------
# `make` inside the recipe reads the tree again after the packages are there.
run:
	@deploy/install build run
	@$(MAKE) --no-print-directory all
	@exec deploy/run
start:
	@deploy/install build run
	@$(MAKE) --no-print-directory all
	@deploy/run start
stop:
	@deploy/run stop
install:
	@deploy/install build run test
test:
	@deploy/install build run test
	+@tests/run
check:
	@deploy/install build run test
	@$(MAKE) --no-print-directory build/gen/query.h
	+@tests/check/run
SECONDS ?= 600
fuzz:
	@deploy/install build run test
	@$(MAKE) --no-print-directory fuzz-programs
	+@tests/run fuzz '$(SECONDS)'
bench:
	@deploy/install build run test bench
	@$(MAKE) --no-print-directory all
	@exec tests/load/run
cover:
	@deploy/install build run test
	@$(MAKE) --no-print-directory cover-run
cover-run: $(COVER_UNIT)
	@tests/lib/cover
bare:
	@exec deploy/bare
clean:
	rm -rf build
