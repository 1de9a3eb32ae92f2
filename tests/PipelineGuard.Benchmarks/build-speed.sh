#!/usr/bin/env bash
# What PipelineGuard.MSBuild adds to an up-to-date `dotnet build`, in milliseconds for each project: medians of pairs, with and without, taken by turns in one run.
#
#   build-speed.sh [--smoke]
#
# Twenty console projects, each with a Dockerfile; the same without; and what the first task of a process costs. --smoke: fewer repetitions for CI; fails only
# where a figure is absurd (five times its budget). PIPELINEGUARD_TASKS: the built PipelineGuard.MSBuild.dll; built here (Release) when not given.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
repeat=5 slack=1 projects=20
if [[ ${1:-} == --smoke ]]; then repeat=1 slack=5; fi
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
tasks=${PIPELINEGUARD_TASKS:-}
if [[ -z $tasks ]]; then
  dotnet build "$root/src/PipelineGuard.MSBuild" -c Release -v q -nologo >"$work/build.log" || { cat "$work/build.log"; exit 1; }
  tasks=$root/src/PipelineGuard.MSBuild/bin/Release/net10.0/PipelineGuard.MSBuild.dll
fi

# make FOLDER DOCKERFILE: projects that import the package's files, as a package reference would.
make() {
  local i folder
  for i in $(seq "$projects"); do
    folder=$1/P$i; mkdir -p "$folder"
    cat >"$folder/P$i.csproj" <<X
<Project>
  <PropertyGroup><PipelineGuardTaskAssembly>$tasks</PipelineGuardTaskAssembly><PipelineGuardEnabled Condition="'\$(Guarded)' != 'true'">false</PipelineGuardEnabled></PropertyGroup>
  <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
  <Import Project="$root/src/PipelineGuard.MSBuild/build/PipelineGuard.MSBuild.props" Condition="'\$(Guarded)' == 'true'" />
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><UseAppHost>false</UseAppHost><NuGetAudit>false</NuGetAudit><PipelineGuardOffline>true</PipelineGuardOffline></PropertyGroup>
  <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
  <Import Project="$root/src/PipelineGuard.MSBuild/build/PipelineGuard.MSBuild.targets" Condition="'\$(Guarded)' == 'true'" />
</Project>
X
    echo 'System.Console.WriteLine(1);' >"$folder/Program.cs"
    if [[ $2 == yes ]]; then printf 'FROM debian\nUSER 1000\n' >"$folder/Dockerfile"; fi
  done
  { echo '<Solution>'; for i in $(seq "$projects"); do echo "<Project Path=\"P$i/P$i.csproj\" />"; done; echo '</Solution>'; } >"$1/all.slnx"
  dotnet build "$1/all.slnx" -v q -nologo -nodereuse:false -p:Guarded=true >"$work/first.log" 2>&1 || { cat "$work/first.log"; exit 1; }
}

# milliseconds FOLDER GUARDED: one up-to-date build of all projects, in one process.
milliseconds() {
  local before after
  before=$(date +%s%N)
  dotnet build "$1/all.slnx" --no-restore -m:1 -v q -nologo -nodereuse:false -p:Guarded="$2" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
  after=$(date +%s%N)
  echo $(((after - before) / 1000))
}

# growth FOLDER COUNT: the median difference for each of COUNT projects, in milliseconds.
growth() {
  local i with without list=()
  milliseconds "$1" true >/dev/null; milliseconds "$1" false >/dev/null
  for i in $(seq "$repeat"); do
    without=$(milliseconds "$1" false); with=$(milliseconds "$1" true)
    list+=($((with - without)))
  done
  printf '%s\n' "${list[@]}" | sort -n | awk -v n="$2" '{ all[NR] = $1 } END { printf "%.1f", all[int((NR + 1) / 2)] / 1000 / n }'
}

missed=0
row() { # NAME VALUE BUDGET
  local verdict=ok
  awk "BEGIN { exit !($2 <= $3) }" || verdict=over
  awk "BEGIN { exit !($2 <= $3 * $slack) }" || missed=$((missed + 1))
  printf '%-62s %7s ms (budget %s: %s)\n' "$1" "$2" "$3" "$verdict"
}

make "$work/with" yes
make "$work/without" no
row 'up-to-date build, a project with a Dockerfile' "$(growth "$work/with" $projects)" 50
row 'up-to-date build, a project without one' "$(growth "$work/without" $projects)" 5
projects=1
make "$work/one" yes
row 'one project alone: the first task of a process and its check' "$(growth "$work/one" 1)" 150
[[ $missed -eq 0 ]]
