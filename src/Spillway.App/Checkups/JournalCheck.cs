using System.Globalization;
using Spillway.App.Sites;
using Spillway.Journal.Sqlite;

namespace Spillway.App.Checkups;

/// <summary>Looks how many months the journal holds, and how many the site file keeps.</summary>
internal static class JournalCheck
{
    /// <summary>Looks at a site's journal.</summary>
    /// <param name="site">The site.</param>
    /// <param name="dataFolder">The data folder.</param>
    /// <returns>How it stands; none where no desk has written one yet.</returns>
    public static IEnumerable<Check> Of(SiteDefinition site, string dataFolder)
    {
        var folder = new DirectoryInfo(SqliteJournal.FolderIn(dataFolder));
        FileInfo[] files = folder.Exists ? folder.GetFiles("*.journal") : [];
        if (files.Length == 0)
        {
            yield break;
        }

        var kept = site.Installation?.Desk.JournalMonths is { } months
            ? string.Create(CultureInfo.InvariantCulture, $"{months} stay beside the one that runs (desk.journal_months)")
            : "all stay (desk.journal_months is not given)";
        yield return new("journal", CheckStatus.Good, string.Create(
            CultureInfo.InvariantCulture, $"{folder.FullName}, {files.Length} months in {files.Sum(file => file.Length) / 1e6:N1} MB; {kept}"));
    }
}
