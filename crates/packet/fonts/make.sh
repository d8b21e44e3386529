#!/bin/sh
# Makes the faces in this folder from their published packages, so that anyone can make them again:
#   sh crates/packet/fonts/make.sh
# Needs: apt-get (Debian 12), npm, python3 with venv. Nothing is installed on the system.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

apt-get download fonts-cns11643-kai=103.1+20181001-1 fonts-liberation2=2.1.5-1 unicode-data=15.0.0-1
for package in ./*.deb; do dpkg -x "$package" deb; done
npm pack --silent @expo-google-fonts/noto-sans-tc@0.4.3 >/dev/null
tar xzf ./expo-google-fonts-noto-sans-tc-*.tgz
python3 -m venv venv
venv/bin/pip --quiet install fonttools==4.68.0

venv/bin/python "$here/kai.py" deb/usr/share/fonts/truetype/cns11643/TW-Kai-98_1.ttf "$here/TW-Kai.ttf"
venv/bin/python "$here/names.py" deb/usr/share/fonts/truetype/cns11643/TW-Kai-Ext-B-98_1.ttf \
    deb/usr/share/unicode/Unihan_IRGSources.txt.bz2 "$here/TW-Kai-Ext-B.ttf"
cp package/400Regular/NotoSansTC_400Regular.ttf "$here/NotoSansTC-Regular.ttf"
cp package/700Bold/NotoSansTC_700Bold.ttf "$here/NotoSansTC-Bold.ttf"
cp deb/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf "$here/"
cp deb/usr/share/fonts/truetype/liberation2/LiberationSerif-Bold.ttf "$here/"
cp package/LICENSE_FONT "$here/NotoSansTC.LICENSE.txt"
cp deb/usr/share/doc/fonts-liberation2/copyright "$here/LiberationSerif.LICENSE.txt"
cp deb/usr/share/doc/fonts-cns11643-kai/copyright "$here/TW-Kai.LICENSE.txt"
chmod 644 "$here"/*.ttf "$here"/*.txt
cd "$here" && sha256sum ./*.ttf > SHA256SUMS
