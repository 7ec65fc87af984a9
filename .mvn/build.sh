# Builds a module for the launcher, which runs this file where there is no build, its sources may have changed, or Java is another one.
# What was built runs wherever the checkout is moved or copied, without a network, and where nobody may write to it.

[[ $root != *:* ]] || fail "Java cannot load classes from $root, for it has a colon in its name; move the checkout."
[ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, which has no bin/java; set it to a JDK 17 or newer, or unset it."
if [ ! -f "$known" ]; then
  words=$(start "$java does not run" "look at the limits of this system, or set JAVA_HOME to another JDK 17 or newer" "$java")
  [[ $words =~ version\ \"(1\.)?([0-9]+) && ${BASH_REMATCH[2]} -ge 17 ]] ||
    fail "the Java ${BASH_REMATCH[2]-} at $java is too old; install a JDK 17 or newer, or set JAVA_HOME to one."
fi

# Of the sources and their names.
fingerprint() {
  sources -type f -exec cksum {} + | LC_ALL=C sort | cksum
}

# What is newer than the build may be the same nevertheless: in a copy, or checked out again.
is_built() {
  libraries=("$home"/lib/*)
  { read -r number <"$home/number"; } 2>/dev/null && [ "${#libraries[@]}" -eq "$number" ] || return
  cp "$home/stamp" "$home/stamp.$$" 2>/dev/null || true
  [ "$(fingerprint)" = "$(<"$home/stamp")" ] || return
  { mv -f "$home/stamp.$$" "$home/stamp" && : >>"$known"; } 2>/dev/null || true
}

# Only who holds the lock may make the folder of a module, which a build deletes first.
is_writable() { # folder
  { mkdir -p "$1" && : >"$1/lock"; } 2>/dev/null ||
    fail "the first run and those after a change of the sources build in $root, and $home cannot be written to; make room or make it writable."
}

# Waits until no other process builds. The lock is a link to the number of the process; whoever moves away that of a dead one has freed it.
lock() {
  local owner
  is_writable "${lock%/*}"
  until ln -s "$$" "$lock" 2>/dev/null; do
    if ! owner=$(readlink "$lock"); then
      [ ! -e "$lock" ] || fail "$lock is not the launcher's lock; delete it."
    elif kill -0 "$owner" 2>/dev/null || ps -p "$owner" >/dev/null 2>&1; then
      sleep 0.2
    elif mv "$lock" "$lock.$$" 2>/dev/null; then
      rm -f "$lock.$$"
    fi
  done
  trap 'rm -f "$lock"' EXIT
  is_writable "$home"
}

# The number of libraries comes last, so a build that failed does not look built. Java runs copies of the libraries, so that other users and
# copies of the checkout have them. test-compile without tests: Maven then resolves theory's test jar from an empty folder.
build() {
  local status=0 part scope=runtime
  # Spark's jars are provided by a cluster, but the driver needs them, and the processes of local-cluster, which look for them in jars.
  [ "$module" != cluster ] || scope=compile
  echo "eyewitness: building (first run or sources changed) ..." >&2
  rm -rf "${home:?}" && mkdir "$home" && fingerprint >"$home/stamp"
  (cd "$root" && ./mvnw -B -q -ntp -pl "$module" -am -Dmaven.test.skip=true -Dspotless.check.skip=true test-compile \
    dependency:copy-dependencies -DoutputDirectory="$home/lib" -DincludeScope=$scope -DexcludeGroupIds=io.eyewitness) \
    >"$home/build.log" 2>&1 </dev/null || status=$?
  [ "$status" -ne 130 ] || kill -INT $$
  [ "$status" -eq 0 ] || fail "the build failed; Maven says:"$'\n'"$(<"$home/build.log")"
  for part in theory "$module"; do
    "${real%/*}/jar" --create --no-compress --file "$home/lib/$part.jar" -C "$root/$part/target/classes" .
  done
  [ "$module" != cluster ] || ln -s lib "$home/jars"
  case $module in
    proofs-check) share_classes >>"$home/build.log" 2>&1 </dev/null || true ;;
    cluster) share_spark >>"$home/build.log" 2>&1 </dev/null || true ;;
  esac
  libraries=("$home"/lib/*)
  : >"$known"
  echo "${#libraries[@]}" >"$home/number"
}

# Archives the classes that check loads, parsed and verified, for Java to map; without an archive, they are loaded one by one. In the list
# numbers of classes are no use, a line that is there twice crashes the dump of Java 17, and lambdas of picocli's interfaces, which are in an
# old format, keep the interfaces out. Only G1 archives objects.
share_classes() {
  local trial=$home/trial
  mkdir "$trial" && "${command[@]}" "$main" table --evidence "$trial/evidence" &&
    "${command[@]}" -XX:DumpLoadedClassList="$trial/list" "$main" check "$trial/evidence" && archive "${command[@]}"
  rm -rf "$trial" "$home/work"
}

# Those that the driver and an executor of Spark load, less those of the campaign, whose libraries are not the same for each.
share_spark() {
  local trial=$home/trial path=$home/lib/*:$root/target/launcher/sim/lib/* executor
  executor="-XX:DumpLoadedClassList=$trial/list.executor"
  mkdir "$trial" && "${command[@]}" -XX:DumpLoadedClassList="$trial/list.driver" "-Deyewitness.classpath=$path" "-Deyewitness.options=$executor" \
    -cp "$path" "$main" submit --master 'local-cluster[1,1,1024]' --out "$trial/parts" -- sim game --class LIP --dimension 2 --samples 2 &&
    cat "$trial"/list.* >"$trial/list" && archive "${command[@]}" -cp "$home/lib/*"
  rm -rf "$trial" "$home/work"
}

archive() { # command ...
  awk '{ sub(/ id: [0-9]+$/, "") } !/^@lambda-proxy .*picocli/ && !seen[$0]++' "$trial/list" >"$trial/classes" &&
    "$@" -XX:-UseSerialGC -XX:+UseG1GC -Xshare:dump -XX:ErrorFile="$trial/crash" -XX:SharedClassListFile="$trial/classes" \
      -XX:SharedArchiveFile="$trial/archive" && mv "$trial/archive" "$known.jsa"
}

trap 'echo "eyewitness: interrupted" >&2; exit 130' INT
if ! is_built; then
  lock=$root/target/launcher/lock.pid
  lock
  is_built || build
  rm -f "$lock"
fi
trap - EXIT INT
