
# Sends an event: beacon EVENT KEY VALUE KEY VALUE ..
# Whatever happens, it succeeds and changes nothing of the script that calls it. Once the server could
# not be reached, no later call tries again: the script waits for one time-out at most.
beacon() {
  [ -z "${beacon_gave_up-}" ] || return 0
  (
    set +eu
    unset IFS
    # Else zsh would take a list of variables for the name of one.
    [ -z "${ZSH_VERSION-}" ] || emulate -L sh
    beacon_send "$@"
  ) </dev/null || beacon_gave_up=1
  return 0
}

beacon_send() {
  beacon_settings
  command -v curl >/dev/null 2>&1 || return 0
  beacon_may_send || return 0
  beacon_event=${1-}
  beacon_missing=$(beacon_required "$beacon_event") || beacon_refuse 'the catalogue does not list this event' || return 0
  shift
  beacon_given=' '
  beacon_properties=''
  while [ $# -gt 0 ]; do
    beacon_json=$(beacon_value "$beacon_event" "$1" "${2-}") ||
      beacon_refuse "$beacon_event: a property is not declared, or its value is not in its list" || return 0
    case $beacon_given in
    *" $1 "*) beacon_refuse "$beacon_event: $1 is given twice" || return 0 ;;
    esac
    beacon_given="$beacon_given$1 "
    beacon_properties="$beacon_properties\"$1\":$beacon_json,"
    [ $# -lt 2 ] || shift
    shift
  done
  for beacon_key in $beacon_missing; do
    case $beacon_given in
    *" $beacon_key "*) ;;
    *) beacon_refuse "$beacon_event: $beacon_key is missing" || return 0 ;;
    esac
  done
  beacon_install || return 0
  beacon_now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
  beacon_batch=$(printf '"sent_at":"%s","batch":[{"event":"%s","uuid":"%s","distinct_id":"%s","timestamp":"%s","properties":{%s"$process_person_profile":false,"$geoip_disable":true,"$ip":null,"$lib":"%s","$lib_version":"%s"}}]' \
    "$beacon_now" "$beacon_event" "$(beacon_uuid)" "$beacon_id" "$beacon_now" "$beacon_properties" "$beacon_library" "$beacon_library_version")
  ! beacon_is_set "$beacon_log" || printf '{"api_key":"***",%s}\n' "$beacon_batch" >&2
  # The body goes by standard input: arguments can be seen by every user of the machine.
  printf '{"api_key":"%s",%s}' "$beacon_key_of_project" "$beacon_batch" |
    curl -q -s -o /dev/null --connect-timeout 2 --max-time 3 --proto '=http,https' \
      -A "$beacon_library/$beacon_library_version" -H 'Content-Type: application/json' \
      --data-binary @- "$beacon_host/batch/" 2>/dev/null
}

# Says why an event is not sent; the value is nobody's business.
beacon_refuse() {
  printf 'beacon: %s\n' "$1" >&2
  return 1
}

# Whether a variable says yes: any value does but an empty one and the words for no.
beacon_is_set() {
  eval "beacon_answer=\${$1-}"
  case $beacon_answer in
  '' | 0 | [Ff][Aa][Ll][Ss][Ee] | [Nn][Oo] | [Oo][Ff][Ff]) return 1 ;;
  esac
}

# Whether nothing opts out, and the user has agreed as far as that is asked for.
beacon_may_send() {
  for beacon_variable in $beacon_opt_outs; do
    ! beacon_is_set "$beacon_variable" || return 1
  done
  for beacon_variable in $beacon_test_runners; do
    eval "[ -z \"\${$beacon_variable+set}\" ]" || return 1
  done
  beacon_decision=$beacon_default
  if [ -e "$beacon_consent" ] || [ -L "$beacon_consent" ]; then
    beacon_decision=unreadable
    read -r beacon_decision beacon_rest 2>/dev/null <"$beacon_consent"
  fi
  [ "$beacon_decision" = granted ]
}

# The id that the application has, too; it is created where there is none.
beacon_install() {
  if [ ! -e "$beacon_id_file" ] && [ ! -L "$beacon_id_file" ]; then
    beacon_new="$beacon_id_file.$$"
    mkdir -p "$(dirname "$beacon_id_file")" 2>/dev/null
    # A link appears with its content, and never in the place of another file.
    ( umask 077; set -C; beacon_uuid >"$beacon_new" && ln "$beacon_new" "$beacon_id_file"; rm -f "$beacon_new" ) 2>/dev/null
  fi
  [ -f "$beacon_id_file" ] && [ ! -L "$beacon_id_file" ] || return 1
  beacon_id=''
  read -r beacon_id 2>/dev/null <"$beacon_id_file"
  [ "$beacon_id" != 00000000-0000-0000-0000-000000000000 ] &&
    printf '%s\n' "$beacon_id" | grep -Eqx '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}'
}

beacon_uuid() {
  od -An -N16 -tx1 /dev/urandom | tr -d ' \n' |
    sed 's/^\(.\{8\}\)\(.\{4\}\).\(.\{3\}\).\(.\{3\}\)\(.\{12\}\)$/\1-\2-4\3-8\4-\5/'
  echo
}

beacon_one_of() {
  beacon_found=$1
  shift
  for beacon_label in "$@"; do
    [ "$beacon_found" != "$beacon_label" ] || { printf '"%s"' "$beacon_label"; return 0; }
  done
  return 1
}

beacon_bool() {
  case $1 in
  true | false) printf '%s' "$1" ;;
  *) return 1 ;;
  esac
}

# As many digits as a number can have that any receiver reads exactly.
beacon_integer() {
  case $1 in
  '' | *[!0-9]* | 0?* | ????????????????*) return 1 ;;
  *) printf '%s' "$1" ;;
  esac
}
