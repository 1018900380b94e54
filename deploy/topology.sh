#!/usr/bin/env bash
# The full way of running on one machine without Docker, for trying it and for the end-to-end test:
#   topology.sh up FOLDER       starts PostgreSQL, RabbitMQ, Elasticsearch (where there is one), 2 servers, 2 loaders, 1 scorer
#   topology.sh status FOLDER   one line a process
#   topology.sh restart FOLDER NAME   ends one at once, as a crash would, and starts it again: api_1, ingest_2, ml_1, postgres, rabbitmq, elasticsearch
#   topology.sh down FOLDER     ends them all; the folder stays
# Addresses and process numbers are written to FOLDER/topology.env. MATCHING_TEST_ELASTICSEARCH names a cluster to use instead of an own one.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
what=${1:-}; folder=${2:-}
[ -n "$what" ] && [ -n "$folder" ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }
mkdir -p "$folder"; folder=$(cd "$folder" && pwd)
note=$folder/topology.env
password=throw-away
names='ingest_1 ingest_2 ml_1 api_1 api_2'

free_port() { python3 - 2>/dev/null <<'P' || perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(Listen=>1,LocalAddr=>"127.0.0.1")->sockport'
import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])
P
}
as_postgres() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
elasticsearch_home() {
  if [ -n "${MATCHING_TEST_ELASTICSEARCH_HOME:-}" ]; then echo "$MATCHING_TEST_ELASTICSEARCH_HOME"; return; fi
  local at=$root
  while [ "$at" != / ]; do at=$(dirname "$at"); [ -x "$at/shared/elasticsearch/run.sh" ] && { echo "$at/shared/elasticsearch"; return; }; done
  return 0
}
wait_for() { # what, seconds, command...
  local name=$1 left=$(( $2 * 5 )); shift 2
  until "$@" >/dev/null 2>&1; do
    left=$((left - 1)); [ "$left" -gt 0 ] || { echo "topology.sh: $name did not come up; see $folder/*.log" >&2; down; exit 1; }
    sleep 0.2
  done
}
write() { sed -i "/^$1=/d" "$note"; echo "$1=$2" >>"$note"; }
answers() { curl --silent --fail --max-time 2 --output /dev/null "$1"; }
broker_ready() { grep -q 'Server startup complete' "$folder"/rabbit/log/*.log; }

make_postgres() {
  local bin; bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
  write POSTGRES_BIN "$bin"; write POSTGRES_PORT "$(free_port)"; . "$note"
  mkdir -p "$folder/postgres"; echo "$password" >"$folder/postgres.password"
  [ "$(id -u)" -ne 0 ] || { chown postgres "$folder/postgres" "$folder/postgres.password"; chmod a+x "$folder"; }
  (cd / && as_postgres "$bin/initdb" -D "$folder/postgres/data" -U matching -A scram-sha-256 --pwfile="$folder/postgres.password" -E UTF8 --locale=C -N) >"$folder/initdb.log"
  start_postgres
  PGPASSWORD=$password "$bin/createdb" -h 127.0.0.1 -p "$POSTGRES_PORT" -U matching matching
}
# fsync stays off: these data may be thrown away, and only processes are killed here, not the machine.
start_postgres() {
  (cd / && as_postgres "$POSTGRES_BIN/pg_ctl" -D "$folder/postgres/data" -w -t 300 -l "$folder/postgres/log" -o "-p $POSTGRES_PORT -k '' -c listen_addresses=127.0.0.1 -c max_connections=200 -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start) >>"$folder/initdb.log" </dev/null
}
stop_postgres() { (cd / && as_postgres "$POSTGRES_BIN/pg_ctl" -D "$folder/postgres/data" -m immediate stop) >/dev/null 2>&1 || true; }

make_rabbitmq() {
  write RABBITMQ_PORT "$(free_port)"; write EPMD_PORT "$(free_port)"; write RABBITMQ_DIST_PORT "$(free_port)"; . "$note"
  mkdir -p "$folder/rabbit"
  cat >"$folder/rabbit/definitions.json" <<J
{ "users": [{ "name": "matching", "password": "$password", "tags": "administrator" }], "vhosts": [{ "name": "/" }],
  "permissions": [{ "user": "matching", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*" }] }
J
  printf 'listeners.tcp.local = 127.0.0.1:%s\nload_definitions = %s/rabbit/definitions.json\nloopback_users = none\n' "$RABBITMQ_PORT" "$folder" >"$folder/rabbit/rabbitmq.conf"
  echo '[].' >"$folder/rabbit/plugins"
  start_rabbitmq
}
start_rabbitmq() {
  rm -rf "$folder/rabbit/log"; mkdir -p "$folder/rabbit/log"
  HOME=$folder/rabbit RABBITMQ_NODENAME=matching$RABBITMQ_PORT@localhost RABBITMQ_DIST_PORT=$RABBITMQ_DIST_PORT RABBITMQ_MNESIA_BASE=$folder/rabbit/mnesia RABBITMQ_LOG_BASE=$folder/rabbit/log \
    RABBITMQ_CONFIG_FILE=$folder/rabbit/rabbitmq.conf RABBITMQ_ENABLED_PLUGINS_FILE=$folder/rabbit/plugins ERL_EPMD_PORT=$EPMD_PORT ERL_EPMD_ADDRESS=127.0.0.1 \
    ERL_CRASH_DUMP=$folder/rabbit/erl_crash.dump \
    setsid nohup /usr/lib/rabbitmq/bin/rabbitmq-server >>"$folder/rabbit.log" 2>&1 </dev/null &
  write RABBITMQ_PID $!
  wait_for RabbitMQ 300 broker_ready
}
stop_rabbitmq() { while pkill -9 -f -- "-home $folder/rabbit "; do sleep 0.1; done; }

make_elasticsearch() {
  local home url=${MATCHING_TEST_ELASTICSEARCH:-}
  home=$(elasticsearch_home)
  if [ -z "$url" ] && [ -n "$home" ] && command -v java >/dev/null; then
    url=$("$home/run.sh" start "$folder/elasticsearch" "$(free_port)")
    write ELASTICSEARCH_HOME "$home"
  fi
  if [ -z "$url" ]; then
    echo 'topology.sh: no Elasticsearch here; every server keeps an index of its own in memory' >&2
    return
  fi
  write ELASTICSEARCH_URL "$url"
}
restart_elasticsearch() { "$ELASTICSEARCH_HOME/run.sh" kill "$folder/elasticsearch"; "$ELASTICSEARCH_HOME/run.sh" start "$folder/elasticsearch" "${ELASTICSEARCH_URL##*:}" >/dev/null; }

# What all processes are told; other programs may read the file too.
settings() {
  . "$note"
  cat <<S
export Matching__Storage__DataFolder='$folder/data'
export Matching__Storage__ConnectionString='Host=127.0.0.1;Port=$POSTGRES_PORT;Database=matching;Username=matching;Password=$password;Maximum Pool Size=25'
export Matching__Messaging__Transport=RabbitMq Matching__Messaging__RabbitMq__Host=127.0.0.1 Matching__Messaging__RabbitMq__Port=$RABBITMQ_PORT
export Matching__Messaging__RabbitMq__User=matching Matching__Messaging__RabbitMq__Password=$password
S
  [ -z "${ELASTICSEARCH_URL:-}" ] || echo "export Matching__Search__Index=Elasticsearch Matching__Search__Elasticsearch__Url=$ELASTICSEARCH_URL Matching__Search__Elasticsearch__Alias=matching-topology-$$"
}

program() { # name, project, arguments...
  local name=$1 project=$2; shift 2
  local built=$root/artifacts/bin/$project/release/$project.dll
  [ -f "$built" ] || { echo "topology.sh: $built is missing; build first: dotnet build -c Release" >&2; down; exit 1; }
  (cd "$root/src/$project" && . "$folder/settings.sh" && DOTNET_ENVIRONMENT=Development ASPNETCORE_ENVIRONMENT=Development DOTNET_gcServer=0 \
    exec setsid nohup dotnet "$built" "$@" >>"$folder/$name.log" 2>&1 </dev/null) &
  write "${name}_PID" $!
}
start() { # name
  local address=${1}_HEALTH
  case $1 in
    ingest_*) program "$1" Matching.Ingest work --health "${!address}" ;;
    ml_*) program "$1" Matching.Ml work --health "${!address}" ;;
    api_*) ASPNETCORE_URLS=${!address} Matching__Process__CarriesOutWork=false program "$1" Matching.Api ;;
    *) echo "topology.sh: $1?" >&2; exit 2 ;;
  esac
}

up() {
  [ ! -s "$note" ] || { echo "topology.sh: $folder is in use; run down first" >&2; exit 1; }
  : >"$note"
  command -v curl >/dev/null || { echo 'topology.sh: curl is not installed' >&2; exit 1; }
  make_postgres; make_rabbitmq; make_elasticsearch
  settings >"$folder/settings.sh"
  for name in $names; do write "${name}_HEALTH" "http://127.0.0.1:$(free_port)"; done
  . "$note"
  for name in $names; do start "$name"; done
  for name in $names; do local address=${name}_HEALTH; wait_for "$name" 300 answers "${!address}/health/ready"; done
  echo "servers: $api_1_HEALTH $api_2_HEALTH"
}

restart() { # name
  [ -s "$note" ] || { echo 'topology.sh: not running' >&2; exit 1; }
  . "$note"
  case ${1:-} in
    postgres) stop_postgres; start_postgres ;;
    rabbitmq) stop_rabbitmq; start_rabbitmq ;;
    elasticsearch) restart_elasticsearch ;;
    *) local pid=${1}_PID; kill -9 "${!pid}" 2>/dev/null || true; start "$1" ;;
  esac
}

status() {
  [ -s "$note" ] || { echo 'not running'; exit 1; }
  . "$note"
  for name in $names; do
    local address=${name}_HEALTH pid=${name}_PID
    printf '%-10s %-8s %s %s\n' "$name" "${!pid}" "${!address}" "$(curl --silent --max-time 2 "${!address}/health/ready" || echo 'does not answer')"
  done
}

down() {
  [ -s "$note" ] || return 0
  . "$note"
  for name in $names; do local pid=${name}_PID; [ -z "${!pid:-}" ] || kill "${!pid}" 2>/dev/null || true; done
  for name in $names; do local pid=${name}_PID; [ -z "${!pid:-}" ] || { for _ in $(seq 50); do kill -0 "${!pid}" 2>/dev/null || break; sleep 0.1; done; kill -9 "${!pid}" 2>/dev/null || true; }; done
  [ -z "${ELASTICSEARCH_HOME:-}" ] || "$ELASTICSEARCH_HOME/run.sh" kill "$folder/elasticsearch"
  [ -z "${POSTGRES_BIN:-}" ] || stop_postgres
  [ -z "${RABBITMQ_PORT:-}" ] || { stop_rabbitmq; ERL_EPMD_RELAXED_COMMAND_CHECK=1 epmd -port "$EPMD_PORT" -kill >/dev/null 2>&1 || true; }
  : >"$note"
}

case $what in up) up ;; status) status ;; restart) restart "${3:-}" ;; down) down ;; *) echo "topology.sh: $what?" >&2; exit 2 ;; esac
