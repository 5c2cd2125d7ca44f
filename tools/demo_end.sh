#!/bin/sh
# The end of `make demo`: what was written, and what to try next.
bin=$1
out=$2
cat <<END
Les mêmes en JSON, XML AKN4UN et CSV · the same as JSON, AKN4UN XML and CSV:
$(find "$out" -type f ! -name index.jsonl | sort | sed 's/^/  /')

À essayer ensuite · to try next:
  $bin/alinea read --help
  $bin/alinea read samples/A-RES-62-27.fr.txt --lang en
  $bin/alinea read samples --to csv > resolutions.csv
  $bin/alinea read YOUR-FILE.pdf YOUR-FOLDER --to jsonl --out out
  $bin/alinea add samples
  $bin/alinea due --session 63 --as-of 2008-01-01
  $bin/alinea serve
END
