using System.Globalization;
using System.Text;
using Spillway.Engine;
using Spillway.Journal;
using Spillway.Journal.Sqlite;
using Spillway.JournalWriter;

// journal-writer FOLDER SEED SINCE-UNIX-MS [KEEP-MONTHS]: writes a journal until it is killed, and prints what was acknowledged:
// "LAST COUNT WRITER FIRST" says that the records LAST - COUNT + 1 to LAST are the entries FIRST … of a writer.
const int writers = 4;
var (folder, seed) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture));
var since = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(args[2], CultureInfo.InvariantCulture));
var settings = new JournalSettings { KeepMonths = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : null };
try
{
    await using var journal = SqliteJournal.Open(folder, new RacingClock(since, daysASecond: 200), settings);
    using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
    var shared = TextWriter.Synchronized(output);
    await shared.WriteLineAsync("opened");
    await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
    {
        var random = new Random((seed * writers) + writer);
        for (var first = 0; ;)
        {
            var count = random.Next(1, 20);
            var entries = Enumerable.Range(first, count)
                .Select(index => new JournalEntry("test.fact", 1, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"index":{{index}},"seed":{{seed}},"writer":{{writer}}}"""))))
                .ToList();
            var last = await journal.AppendAsync(entries, CancellationToken.None);
            await shared.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{last} {count} {writer} {first}"));
            first += count;
        }
    })));
    return 0;
}
catch (RefusedException refusal)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 1;
}
