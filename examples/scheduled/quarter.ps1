# Builds, verifies and keeps an edition: for the Task Scheduler, or by hand.
#
#   quarter.ps1 FOLDER     a folder with briefings.toml and the downloads that it names
#
# Ends with 0 where all is well, 1 where somebody should look (log\ says at what), 2 where nothing could be made.
param([Parameter(Mandatory)][string]$Folder)
Set-Location -LiteralPath $Folder -ErrorAction Stop
New-Item -ItemType Directory -Force kept, log | Out-Null

briefings sources > log\sources.txt
if ($LASTEXITCODE -gt 1) { exit 2 }
briefings check > log\check.txt
$checked = $LASTEXITCODE
if ($checked -gt 1) { exit 2 }
briefings build > log\build.txt
$made = $LASTEXITCODE
if ($made -gt 1) { exit 2 }

# The first line of `build` is: 37 PDFs in reports\2026-09
$first = Get-Content log\build.txt -TotalCount 1
if ($first -notmatch '^\d+ PDFs? in (.*\d{4}-\d{2})') { exit 1 }
$edition = $Matches[1]
briefings verify $edition > log\verify.txt
if ($LASTEXITCODE -ne 0) { exit 1 }

$manifest = Get-Content -Raw -Encoding UTF8 (Join-Path $edition manifest.json) | ConvertFrom-Json
$kept = Join-Path kept ("{0}-{1}" -f (Split-Path -Leaf $edition), $manifest.fingerprint.Substring(0, 8))
if (Test-Path $kept) {
    "nothing new: $kept is there already"
} else {
    if (Test-Path "$kept.part") { Remove-Item -Recurse -Force "$kept.part" }
    Copy-Item -Recurse -LiteralPath $edition "$kept.part" -ErrorAction Stop
    Move-Item "$kept.part" $kept -ErrorAction Stop
    "kept as $kept"
}
if ($checked -ne 0 -or $made -ne 0) { exit 1 }
