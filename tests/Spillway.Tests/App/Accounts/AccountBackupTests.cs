using Microsoft.Data.Sqlite;
using Shouldly;
using Spillway.App.Accounts.Persons;
using Spillway.App.Backups;
using Xunit;

namespace Spillway.Tests.App.Accounts;

public sealed class AccountBackupTests
{
    [Fact]
    public async Task Accounts_come_back_without_their_sessions_and_for_their_owner_alone()
    {
        var end = TestContext.Current.CancellationToken;
        await using var rig = await AccountRig.StartAsync(end);
        using var browser = await rig.FirstAsync();
        var place = Directory.CreateTempSubdirectory("spillway-accounts-");
        try
        {
            var (file, home) = (Path.Combine(place.FullName, "backup.tar.gz"), Path.Combine(place.FullName, "home"));
            DataFolderBackup.Write(rig.Desk.Folder, file, end);
            DataFolderBackup.Restore(file, home, end);

            var restored = Path.Combine(home, AccountsContext.FileName);
            Count(restored, "AspNetUsers WHERE UserName = 'ada'").ShouldBe(1);
            Count(restored, "Sessions").ShouldBe(0);
            Count(Path.Combine(rig.Desk.Folder, AccountsContext.FileName), "Sessions").ShouldBe(1);
            if (!OperatingSystem.IsWindows())
            {
                foreach (var one in new[] { restored, Path.Combine(rig.Desk.Folder, AccountsContext.FileName) })
                {
                    File.GetUnixFileMode(one).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
                }
            }
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    private static long Count(string file, string what)
    {
        using var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        database.Open();
        using var command = database.CreateCommand();
#pragma warning disable CA2100 // The texts stand above.
        command.CommandText = $"SELECT COUNT(*) FROM {what}";
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }
}
