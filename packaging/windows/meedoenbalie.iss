; Makes an installer for Windows with Inno Setup 6, of the folder that PyInstaller made there:
;
;     python -m scripts.bundle folder
;     ISCC packaging\windows\meedoenbalie.iss
;
; For one user, without administrator rights. Uninstalling leaves the desk, back-ups and settings.

#define Version "0.1.0"
#define Window "meedoenbaliew.exe"

[Setup]
AppId={{6B5C7A0E-52C1-4B1C-9E0D-3A7D2F6E9B41}
AppName=Meedoenbalie
AppVersion={#Version}
AppPublisher=Meedoenbalie
DefaultDirName={localappdata}\Programs\Meedoenbalie
DefaultGroupName=Meedoenbalie
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0
ChangesAssociations=yes
; A desk that is open is closed by its user, who may have something half-typed.
CloseApplications=yes
RestartApplications=no
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=meedoenbalie-{#Version}-setup
SetupIconFile=..\..\build\bundle\meedoenbalie.ico
UninstallDisplayIcon={app}\{#Window}
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern

[Languages]
Name: "nl"; MessagesFile: "compiler:Languages\Dutch.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[CustomMessages]
nl.Portable=Draagbaar: alles in één map, ook de gegevens (voor op een stick)
en.Portable=Portable: all in one folder, data too (for on a stick)
nl.Desktop=Snelkoppeling op het bureaublad
en.Desktop=Shortcut on the desktop
nl.Store=Balie van Meedoenbalie
en.Store=Desk of Meedoenbalie
nl.Transfer=Overdracht van een dossier
en.Transfer=Dossier that moves to another desk
nl.DataSet=Gegevensset voor het programmateam
en.DataSet=Data set for the programme team
nl.Edition=Editie met lessen
en.Edition=Edition of lessons

[Tasks]
Name: "desktop"; Description: "{cm:Desktop}"; Flags: unchecked
Name: "portable"; Description: "{cm:Portable}"; Flags: unchecked

[InstallDelete]
; What an older version had and this one has not, so that no two versions of a library mix.
Type: filesandordirs; Name: "{app}\_internal"
Type: filesandordirs; Name: "{app}\licenties"

[Files]
Source: "..\..\dist\meedoenbalie\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs
; Beside this file the data lie in the folder gegevens; neither is taken away by uninstalling.
Source: "draagbaar.txt"; DestDir: "{app}"; Tasks: portable; Flags: onlyifdoesntexist uninsneveruninstall

[Icons]
Name: "{group}\Meedoenbalie"; Filename: "{app}\{#Window}"; Tasks: not portable
Name: "{userdesktop}\Meedoenbalie"; Filename: "{app}\{#Window}"; Tasks: desktop

[Registry]
Root: HKCU; Subkey: "Software\Classes\.meedoen"; ValueType: string; ValueData: "Meedoenbalie.Balie"; Flags: uninsdeletekeyifempty uninsdeletevalue; Tasks: not portable
Root: HKCU; Subkey: "Software\Classes\.overdracht"; ValueType: string; ValueData: "Meedoenbalie.Overdracht"; Flags: uninsdeletekeyifempty uninsdeletevalue; Tasks: not portable
Root: HKCU; Subkey: "Software\Classes\.gegevensset"; ValueType: string; ValueData: "Meedoenbalie.Gegevensset"; Flags: uninsdeletekeyifempty uninsdeletevalue; Tasks: not portable
Root: HKCU; Subkey: "Software\Classes\.editie"; ValueType: string; ValueData: "Meedoenbalie.Editie"; Flags: uninsdeletekeyifempty uninsdeletevalue; Tasks: not portable
Root: HKCU; Subkey: "Software\Classes\Meedoenbalie.Balie"; ValueType: string; ValueData: "{cm:Store}"; Flags: uninsdeletekey; Tasks: not portable
Root: HKCU; Subkey: "Software\Classes\Meedoenbalie.Balie\shell\open\command"; ValueType: string; ValueData: """{app}\{#Window}"" ""%1"""; Tasks: not portable
Root: HKCU; Subkey: "Software\Classes\Meedoenbalie.Overdracht"; ValueType: string; ValueData: "{cm:Transfer}"; Flags: uninsdeletekey; Tasks: not portable
Root: HKCU; Subkey: "Software\Classes\Meedoenbalie.Overdracht\shell\open\command"; ValueType: string; ValueData: """{app}\{#Window}"" ""%1"""; Tasks: not portable
Root: HKCU; Subkey: "Software\Classes\Meedoenbalie.Gegevensset"; ValueType: string; ValueData: "{cm:DataSet}"; Flags: uninsdeletekey; Tasks: not portable
Root: HKCU; Subkey: "Software\Classes\Meedoenbalie.Gegevensset\shell\open\command"; ValueType: string; ValueData: """{app}\{#Window}"" ""%1"""; Tasks: not portable
Root: HKCU; Subkey: "Software\Classes\Meedoenbalie.Editie"; ValueType: string; ValueData: "{cm:Edition}"; Flags: uninsdeletekey; Tasks: not portable
Root: HKCU; Subkey: "Software\Classes\Meedoenbalie.Editie\shell\open\command"; ValueType: string; ValueData: """{app}\{#Window}"" ""%1"""; Tasks: not portable

[Run]
Filename: "{app}\{#Window}"; Description: "Meedoenbalie"; Flags: postinstall nowait skipifsilent
