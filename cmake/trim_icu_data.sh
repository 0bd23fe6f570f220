#!/usr/bin/env bash
# trim_icu_data.sh <libicudata.a> <icupkg> <output.dat>
# Takes the data package out of ICU's archive and keeps what vern needs of it: root, Norwegian and English, with plurals,
# units, dates, time zones, country names and letters that look alike. Break iterators and all other languages go.
set -euo pipefail

archive=$1 icupkg=$2 output=$3
work=$(dirname "$output")/work
name=$(basename "$output")  # icupkg wants the name that the data package itself carries
mkdir -p "$work/whole"
cd "$work"

object=$(ar t "$archive" | grep '_dat\.' | head -n 1)
ar x "$archive" "$object"
objcopy -O binary -j .rodata "$object" "whole/$name"
rm -f "$object"

keep='(^|/)(root|nb|nn|no|en|en_GB|en_001|en_150|nb_NO|nn_NO|en_NO|pool|res_index|supplementalData|numberingSystems'
keep+='|plurals|pluralRanges|likelySubtags|metadata|keyTypeData|timezoneTypes|metaZones|zoneinfo64|windowsZones|units'
keep+='|dayPeriods|genderList|grammaticalFeatures|currencyNumericCodes|langInfo|icuver|icustd|tzdbNames)\.(res|icu)$'
keep+='|\.(nrm|icu|cfu)$'
"$icupkg" -l "whole/$name" > items
{ grep '^brkitr/' items; grep -vE "$keep" items; } | sort -u > unwanted.txt  # icupkg takes a name without .txt for an item
"$icupkg" -r unwanted.txt "whole/$name" "$output"
rm -rf "$work"
