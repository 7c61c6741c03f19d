#!/bin/sh
# Starts the program where it came without its own starter: on the .NET runtime beside it, else on the system's.
here=$(dirname "$(readlink -f "$0")")
for folder in "$here/dotnet" "$DOTNET_ROOT" /usr/lib/dotnet /usr/share/dotnet /opt/dotnet; do
    if [ -n "$folder" ] && [ -x "$folder/dotnet" ] && ls -d "$folder"/shared/Microsoft.AspNetCore.App/10.* >/dev/null 2>&1; then
        export DOTNET_ROOT="$folder"
        exec "$folder/dotnet" "$here/emotionvoice.dll" "$@"
    fi
done
echo "emotionvoice: the ASP.NET Core runtime 10 is not on this machine, so the program can't start." >&2
echo "Install the package aspnetcore-runtime-10.0, or unpack the runtime into /usr/share/dotnet or $here/dotnet." >&2
exit 69
