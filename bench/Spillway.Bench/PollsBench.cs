using System.Net;
using System.Text;
using Spillway.App.Composition;
using Spillway.Devices.Miners;
using Spillway.Journal.Polls;

namespace Spillway.Bench;

/// <summary>What keeping the raw answer of a poll costs, against reading that answer to telemetry.</summary>
internal static class PollsBench
{
    private const int Runs = 5;
    private const int Machines = 12_000;
    private const int PollSeconds = 5;
    private const int RingMegabytes = 1_000;

    public static int Run(string[] args)
    {
        if (args.Length != 1)
        {
            Console.Error.WriteLine("polls FILE, one recorded answer of a machine to its poll");
            return 2;
        }

        Timing.Machine();
        var answers = Answers(File.ReadAllText(args[0]));
        var reference = Timing.Median([.. Enumerable.Range(0, Runs).Select(_ => Timing.Processor(() => Read(answers)))]);
        var folder = Directory.CreateTempSubdirectory("spillway-polls-");
        try
        {
            var ours = Timing.Median([.. Enumerable.Range(0, Runs).Select(_ => Timing.Processor(() => Keep(answers, folder.FullName)))]);
            var ring = folder.GetDirectories().Single();
            var kept = ring.GetFiles().Sum(file => file.Length) / (double)(Runs * Machines);
            var rows = PollRing.Read(ring.FullName).Count();
            Timing.Line($"answers of {answers.Average(answer => answer.Length):0} bytes, {kept:0} bytes each on the disk; a ring of {RingMegabytes} MB holds {RingMegabytes * 1e6 * 7 / 8 / kept / Machines * PollSeconds / 60:0.0} minutes of {Machines} machines every {PollSeconds} s; {rows} of {Runs * Machines} stand in it");
            Timing.Line($"reading an answer: {reference * 1000 / Machines:0.00} us of processor time (median of {Runs})");
            Timing.Line($"keeping an answer: {ours * 1000 / Machines:0.00} us of processor time (median of {Runs}), {ours / 10 / PollSeconds:0.00} % of one core at {Machines} machines every {PollSeconds} s");
            Timing.Line($"polls: ratio={ours / reference:0.00}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    // Digits differ from machine to machine, as they do on a site; the words are the same.
    private static List<byte[]> Answers(string text) =>
    [
        .. Enumerable.Range(0, Machines).Select(seed =>
        {
            var random = new Random(seed);
            return Encoding.UTF8.GetBytes(string.Concat(text.Select(sign => char.IsAsciiDigit(sign) && sign != '0' ? (char)('1' + random.Next(9)) : sign)));
        }),
    ];

    private static void Read(List<byte[]> answers)
    {
        foreach (var answer in answers)
        {
            MinerDecoder.Decode([("answer", answer)], null);
        }
    }

    private static void Keep(List<byte[]> answers, string folder)
    {
        var keeper = new PollKeeper(folder, RingMegabytes, Console.Error.WriteLine);
        keeper.Start(TimeProvider.System);
        var machine = IPAddress.Loopback;
        for (var index = 0; index < answers.Count; index++)
        {
            keeper.Heard(machine, answers[index]);
            if (index % 20 == 19)
            {
                // Some seven times as fast as 12,000 machines every 5 s answer.
                Thread.Sleep(1);
            }
        }

        keeper.DisposeAsync().AsTask().GetAwaiter().GetResult();
        if (keeper.LeftOut > 0)
        {
            throw new InvalidOperationException($"{keeper.LeftOut} answers were left out.");
        }
    }
}
