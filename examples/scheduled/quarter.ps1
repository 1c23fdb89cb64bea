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

# The edition kept last before the one that is due: what is made says what moved since then.
$due = Select-String -Path log\check.txt -Pattern 'would print the edition (\d{4}-\d{2}),' | Select-Object -First 1
$before = Get-ChildItem kept -Directory | Where-Object {
    $_.Name -match '^\d{4}-\d{2}-.{8}$' -and $due -and
    $_.Name.Substring(0, 7) -lt $due.Matches[0].Groups[1].Value -and
    (Test-Path (Join-Path $_.FullName data\analysis.json))
} | Sort-Object { $_.Name.Substring(0, 7) }, LastWriteTime | Select-Object -Last 1
$comparing = if ($before) { '--compare-with', $before.FullName } else { @() }
briefings build @comparing > log\build.txt
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
