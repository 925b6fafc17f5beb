using System.Collections.Immutable;
using System.Globalization;
using Spillway.Engine.Forecasts;

namespace Spillway.Bench;

/// <summary>Which cases are run: <c>--points A,B --values 66,107 --years 2022,2023 --restart 10 --history 20
/// --with day-ahead,load,wind</c>; and, to see what a part of the learning is worth, <c>--rounds 0 --member 1 --calm 1
/// --rows 40000 --trees 200</c>.
/// <c>--knows previous</c> leaves out the runs in which the interval's own price is known.</summary>
internal sealed class RegretOptions
{
    private readonly Dictionary<string, string> _given = [];

    public RegretOptions(string[] args)
    {
        string[] known = ["--points", "--values", "--years", "--restart", "--history", "--with", "--rounds", "--member", "--calm", "--rows", "--trees", "--knows"];
        for (var index = 0; index < args.Length; index += 2)
        {
            if (!known.Contains(args[index]) || index + 1 == args.Length)
            {
                throw new ArgumentException($"'{args[index]}' is not one of {string.Join(", ", known)}, or has no value.");
            }

            _given[args[index]] = args[index + 1];
        }
    }

    public ImmutableArray<string> Points => [.. List("--points", "LZ_WEST,LZ_HOUSTON,LZ_NORTH")];

    public ImmutableArray<decimal> Values => [.. List("--values", "66,107").Select(text => decimal.Parse(text, CultureInfo.InvariantCulture))];

    public ImmutableArray<int> Years => [.. List("--years", "2022,2023").Select(text => int.Parse(text, CultureInfo.InvariantCulture))];

    public decimal RestartMinutes => decimal.Parse(Text("--restart", "10"), CultureInfo.InvariantCulture);

    /// <summary>How many years back history is given at most, as far as files are at hand.</summary>
    public int HistoryYears => int.Parse(Text("--history", "20"), CultureInfo.InvariantCulture);

    /// <summary>What is known beside prices: any of day-ahead, load, wind.</summary>
    public ImmutableArray<string> With => [.. List("--with", "")];

    public bool StudiesCurrent => Text("--knows", "both") != "previous";

    /// <summary>How look-ahead learns: as in the product, but for what was asked otherwise.</summary>
    public AdvantageSettings Learning
    {
        get
        {
            var usual = new AdvantageSettings();
            var members = Number("--member", 0) is > 0 and var number ? [usual.Members[number - 1]] : usual.Members;
            return usual with
            {
                Members = members,
                Rounds = Number("--rounds", usual.Rounds),
                CalmCountsAs = Number("--calm", (int)usual.CalmCountsAs),
                RowsPerYear = Number("--rows", usual.RowsPerYear),
                Boost = usual.Boost with { Trees = Number("--trees", usual.Boost.Trees) },
            };
        }
    }

    private int Number(string option, int otherwise) =>
        int.Parse(Text(option, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

    private string Text(string option, string otherwise) => _given.GetValueOrDefault(option, otherwise);

    private string[] List(string option, string otherwise) =>
        Text(option, otherwise).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
