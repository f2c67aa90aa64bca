# Shared by run, market, test and check; sourced from the repository's root.
command -v dotnet >/dev/null || { echo "CoopMarket needs the .NET 10 SDK (dotnet is not on the PATH)." >&2; exit 1; }
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Servers that build in the background would outlive the command.
export MSBUILDDISABLENODEREUSE=1

build_web() { dotnet build src/Market.Web -c Release -v quiet -clp:ErrorsOnly; }

web_dll() {
  local dll=src/Market.Web/bin/Release/net10.0/linux-x64/Market.Web.dll
  [ "$(uname -sm)" = "Linux x86_64" ] || dll=src/Market.Web/bin/Release/net10.0/Market.Web.dll
  echo "$dll"
}

# Lock files are made for linux-x64; elsewhere the restore is free.
restore_locked() {
  if [ "$(uname -sm)" = "Linux x86_64" ]; then dotnet restore --locked-mode -v quiet; else dotnet restore -v quiet; fi
}
