#!/usr/bin/env bash
# The full way of running on one machine without Docker, for trying it and for the end-to-end test:
#   topology.sh up FOLDER       starts PostgreSQL, RabbitMQ, Elasticsearch (where there is one), 2 servers, 2 loaders, 1 scorer
#   topology.sh status FOLDER   one line a process
#   topology.sh down FOLDER     ends them all; the folder stays
# Addresses and process numbers are written to FOLDER/topology.env. MATCHING_TEST_ELASTICSEARCH names a cluster to use instead of an own one.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
what=${1:-}; folder=${2:-}
[ -n "$what" ] && [ -n "$folder" ] || { sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
mkdir -p "$folder"; folder=$(cd "$folder" && pwd)
note=$folder/topology.env
password=throw-away

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
write() { echo "$1=$2" >>"$note"; }
answers() { curl --silent --fail --max-time 2 --output /dev/null "$1"; }
broker_ready() { grep -q 'Server startup complete' "$folder"/rabbit/log/*.log; }

start_postgres() {
  local bin port; bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1); port=$(free_port)
  mkdir -p "$folder/postgres"; echo "$password" >"$folder/postgres.password"
  [ "$(id -u)" -ne 0 ] || { chown postgres "$folder/postgres" "$folder/postgres.password"; chmod a+x "$folder"; }
  (cd / && as_postgres "$bin/initdb" -D "$folder/postgres/data" -U matching -A scram-sha-256 --pwfile="$folder/postgres.password" -E UTF8 --locale=C -N) >"$folder/initdb.log"
  (cd / && as_postgres "$bin/pg_ctl" -D "$folder/postgres/data" -w -l "$folder/postgres/log" -o "-p $port -k '' -c listen_addresses=127.0.0.1 -c max_connections=200 -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start) >>"$folder/initdb.log"
  write POSTGRES_PORT "$port"; write POSTGRES_BIN "$bin"
  export Matching__Storage__ConnectionString="Host=127.0.0.1;Port=$port;Database=matching;Username=matching;Password=$password;Maximum Pool Size=25"
  PGPASSWORD=$password "$bin/createdb" -h 127.0.0.1 -p "$port" -U matching matching
}

start_rabbitmq() {
  local port; port=$(free_port)
  mkdir -p "$folder/rabbit/log"
  cat >"$folder/rabbit/definitions.json" <<J
{ "users": [{ "name": "matching", "password": "$password", "tags": "administrator" }], "vhosts": [{ "name": "/" }],
  "permissions": [{ "user": "matching", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*" }] }
J
  printf 'listeners.tcp.local = 127.0.0.1:%s\nload_definitions = %s/rabbit/definitions.json\nloopback_users = none\n' "$port" "$folder" >"$folder/rabbit/rabbitmq.conf"
  echo '[].' >"$folder/rabbit/plugins"
  local epmd dist; epmd=$(free_port); dist=$(free_port)
  write RABBITMQ_PORT "$port"; write EPMD_PORT "$epmd"
  HOME=$folder/rabbit RABBITMQ_NODENAME=matching$port@localhost RABBITMQ_DIST_PORT=$dist RABBITMQ_MNESIA_BASE=$folder/rabbit/mnesia RABBITMQ_LOG_BASE=$folder/rabbit/log \
    RABBITMQ_CONFIG_FILE=$folder/rabbit/rabbitmq.conf RABBITMQ_ENABLED_PLUGINS_FILE=$folder/rabbit/plugins ERL_EPMD_PORT=$epmd ERL_EPMD_ADDRESS=127.0.0.1 \
    setsid nohup /usr/lib/rabbitmq/bin/rabbitmq-server >"$folder/rabbit.log" 2>&1 </dev/null &
  write RABBITMQ_PID $!
  wait_for RabbitMQ 90 broker_ready
  export Matching__Messaging__Transport=RabbitMq Matching__Messaging__RabbitMq__Host=127.0.0.1 Matching__Messaging__RabbitMq__Port=$port \
    Matching__Messaging__RabbitMq__User=matching Matching__Messaging__RabbitMq__Password=$password
}

start_elasticsearch() {
  local home url=${MATCHING_TEST_ELASTICSEARCH:-}
  home=$(elasticsearch_home)
  if [ -z "$url" ] && [ -n "$home" ] && command -v java >/dev/null; then
    url=$("$home/run.sh" start "$folder/elasticsearch")
    write ELASTICSEARCH_HOME "$home"
  fi
  if [ -z "$url" ]; then
    echo 'topology.sh: no Elasticsearch here; every server keeps an index of its own in memory' >&2
    return
  fi
  write ELASTICSEARCH_URL "$url"
  export Matching__Search__Index=Elasticsearch Matching__Search__Elasticsearch__Url=$url Matching__Search__Elasticsearch__Alias=matching-topology-$$
}

program() { # name, project, arguments...
  local name=$1 project=$2; shift 2
  local built=$root/artifacts/bin/$project/release/$project.dll
  [ -f "$built" ] || { echo "topology.sh: $built is missing; build first: dotnet build -c Release" >&2; down; exit 1; }
  (cd "$root/src/$project" && exec setsid nohup dotnet "$built" "$@" >"$folder/$name.log" 2>&1 </dev/null) &
  write "${name//-/_}_PID" $!
}

up() {
  [ ! -s "$note" ] || { echo "topology.sh: $folder is in use; run down first" >&2; exit 1; }
  : >"$note"
  command -v curl >/dev/null || { echo 'topology.sh: curl is not installed' >&2; exit 1; }
  start_postgres; start_rabbitmq; start_elasticsearch
  export Matching__Storage__DataFolder=$folder/data DOTNET_ENVIRONMENT=Development ASPNETCORE_ENVIRONMENT=Development DOTNET_gcServer=0
  local number port
  for number in 1 2; do
    port=$(free_port); write "ingest_${number}_HEALTH" "http://127.0.0.1:$port"
    program "ingest-$number" Matching.Ingest work --health "http://127.0.0.1:$port"
  done
  port=$(free_port); write ml_1_HEALTH "http://127.0.0.1:$port"
  program ml-1 Matching.Ml work --health "http://127.0.0.1:$port"
  for number in 1 2; do
    port=$(free_port); write "api_${number}_URL" "http://127.0.0.1:$port"; write "api_${number}_HEALTH" "http://127.0.0.1:$port"
    ASPNETCORE_URLS=http://127.0.0.1:$port Matching__Process__CarriesOutWork=false program "api-$number" Matching.Api
  done
  . "$note"
  for name in ingest_1 ingest_2 ml_1 api_1 api_2; do local address=${name}_HEALTH; wait_for "$name" 60 answers "${!address}/health/ready"; done
  {
    echo "export Matching__Storage__ConnectionString='$Matching__Storage__ConnectionString' Matching__Storage__DataFolder='$folder/data'"
    env | grep -E '^Matching__(Messaging|Search)__' | sed "s/=\(.*\)/='\1'/; s/^/export /"
  } >"$folder/settings.sh"
  echo "servers: $api_1_URL $api_2_URL"
}

status() {
  [ -s "$note" ] || { echo 'not running'; exit 1; }
  . "$note"
  for name in ingest_1 ingest_2 ml_1 api_1 api_2; do
    local address=${name}_HEALTH pid=${name}_PID
    printf '%-10s %-8s %s %s\n' "$name" "${!pid}" "${!address}" "$(curl --silent --max-time 2 "${!address}/health/ready" || echo 'does not answer')"
  done
}

down() {
  [ -s "$note" ] || return 0
  . "$note"
  for name in api_1 api_2 ingest_1 ingest_2 ml_1 RABBITMQ; do local pid=${name}_PID; [ -z "${!pid:-}" ] || kill -- "-${!pid}" 2>/dev/null || kill "${!pid}" 2>/dev/null || true; done
  [ -z "${ELASTICSEARCH_HOME:-}" ] || "$ELASTICSEARCH_HOME/run.sh" kill "$folder/elasticsearch"
  [ -z "${POSTGRES_BIN:-}" ] || (cd / && as_postgres "$POSTGRES_BIN/pg_ctl" -D "$folder/postgres/data" -m immediate stop) >/dev/null 2>&1 || true
  sleep 1
  [ -z "${RABBITMQ_PID:-}" ] || { pkill -9 -f "matching$RABBITMQ_PORT@localhost" || true; ERL_EPMD_RELAXED_COMMAND_CHECK=1 epmd -port "$EPMD_PORT" -kill >/dev/null 2>&1 || true; }
  : >"$note"
}

case $what in up) up ;; status) status ;; down) down ;; *) echo "topology.sh: $what?" >&2; exit 2 ;; esac
