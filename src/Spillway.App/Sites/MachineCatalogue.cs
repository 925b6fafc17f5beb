using System.Collections.Immutable;
using System.Globalization;
using Spillway.Engine;

namespace Spillway.App.Sites;

/// <summary>The real machines that a site file can name instead of giving their numbers.</summary>
public static class MachineCatalogue
{
    private const string Resource = "Spillway.App.Sites.machines.csv";
    private const int Columns = 8;

    private static readonly Lazy<ImmutableArray<CatalogueMachine>> Machines = new(Load);

    /// <summary>Every machine, in the order of the file: by maker, older first.</summary>
    public static ImmutableArray<CatalogueMachine> All => Machines.Value;

    /// <summary>The machine of an id.</summary>
    /// <param name="model">The id exactly as listed, such as <c>antminer-s19-xp</c>.</param>
    /// <returns>The machine.</returns>
    /// <exception cref="RefusedException">No machine has that id; the message names the nearest.</exception>
    public static CatalogueMachine Find(string model) =>
        Lookup(model) ?? throw new RefusedException(SiteFileErrors.UnknownMachine, Unknown(model));

    /// <summary>The machine of an id, where there is one.</summary>
    /// <param name="model">The id.</param>
    /// <returns>The machine; null where the catalogue has none of that id.</returns>
    public static CatalogueMachine? Lookup(string model) => All.FirstOrDefault(machine => machine.Id == model);

    /// <summary>Says that an id is unknown and which ones are near.</summary>
    /// <param name="model">The id that was written.</param>
    /// <returns>One sentence.</returns>
    internal static Wording Unknown(string model) =>
        $"machine '{model}' is not in the catalogue; near it are {string.Join(", ", NearestNames.Of(model, All.Select(m => m.Id), 3))}.";

    private static ImmutableArray<CatalogueMachine> Load()
    {
        using var stream = typeof(MachineCatalogue).Assembly.GetManifestResourceStream(Resource);
        Invariant.Holds(stream is not null);
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Skip(1).Select(Parse)];
    }

    private static CatalogueMachine Parse(string line)
    {
        var cells = line.TrimEnd('\r').Split(',', Columns);
        Invariant.Holds(cells.Length == Columns);
        return new(
            cells[0],
            cells[1],
            cells[2],
            cells[3],
            new(decimal.Parse(cells[4], CultureInfo.InvariantCulture)),
            new(decimal.Parse(cells[5], CultureInfo.InvariantCulture)),
            Enum.Parse<Certainty>(cells[6], ignoreCase: true),
            cells[7]);
    }
}
