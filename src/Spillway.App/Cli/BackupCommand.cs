using System.CommandLine;
using System.Globalization;
using Spillway.App.Backups;

namespace Spillway.App.Cli;

/// <summary><c>spillway backup</c> and <c>spillway restore</c>: the data folder as one file, and back.</summary>
internal static class BackupCommand
{
    public static Command Backup(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The file to write (.tar.gz); must not be there." };
        var command = new Command("backup", "Copy the data folder into one file: journal, parts, inventory, evidence, prices; never the token. A desk may run meanwhile.") { file };
        command.SetAction((parsed, cancellation) =>
        {
            var name = parsed.GetRequiredValue(file);
            Show(terminal, $"Backup {name}", DataFolderBackup.Write(terminal.DataFolder, name, cancellation));
            return Task.FromResult(0);
        });
        return command;
    }

    public static Command Restore(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A file that 'spillway backup' wrote." };
        var command = new Command("restore", "Put a backup where the data folder is to be, which must be empty or not there; its journal is verified first.") { file };
        command.SetAction((parsed, cancellation) =>
        {
            Show(terminal, $"Restored {terminal.DataFolder}", DataFolderBackup.Restore(parsed.GetRequiredValue(file), terminal.DataFolder, cancellation));
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Show(Terminal terminal, string what, BackupContents contents)
    {
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {contents.Files:N0} files, {contents.Bytes:N0} bytes."));
        terminal.Output.WriteLine(contents.Journal is { Head: { } head } journal
            ? string.Create(CultureInfo.InvariantCulture, $"Journal whole: {journal.Records} records, head {head.Number} {head.Hash}.")
            : "There is no journal in it.");
    }
}
