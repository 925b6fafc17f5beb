using System.Collections.Immutable;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.App.Sites;

/// <summary>Reads the load groups of a site file.</summary>
internal static class LoadReader
{
    private const string Gpu = "gpu";
    private const decimal LeastJoulesPerTerahash = 3m;
    private const decimal MostJoulesPerTerahash = 5000m;

    /// <summary>Reads the groups.</summary>
    /// <param name="sections">The entries of <c>loads</c>.</param>
    /// <param name="poolFee">Share of the mining income that the pool keeps.</param>
    /// <returns>The groups in file order.</returns>
    public static ImmutableArray<LoadGroup> Read(IReadOnlyList<SiteSection> sections, Ratio poolFee)
    {
        var groups = ImmutableArray.CreateBuilder<LoadGroup>(sections.Count);
        foreach (var section in sections)
        {
            var id = section.Name("id");
            if (groups.Any(group => group.Id.Text == id))
            {
                throw section.Refuse(SiteFileErrors.DuplicateId, "id", $"{section.Full("id")} is '{id}', which an earlier load has already.");
            }

            section.Shown = $"loads[{id}]";
            groups.Add(Group(section, id, poolFee));
        }

        return groups.ToImmutable();
    }

    private static LoadGroup Group(SiteSection section, string id, Ratio poolFee)
    {
        var kind = section.Word("kind");
        RefuseMiningKeys(section, kind);
        var machines = (int)section.RequiredNumber("machines");
        var machine = Machine(section);
        var value = Value(section, kind);
        var modes = Modes(section, machine, needsHashRate: value is null, out var normal);
        return new(
            new(id),
            kind,
            machines,
            modes,
            normal,
            new(section.Number("overhead_ratio", 1m)),
            new(section.Number("restart_minutes", 0m)),
            new(section.Number("min_up_minutes", 0m)),
            new(section.Number("min_down_minutes", 0m)),
            new(section.Number("wear_usd_per_start", 0m)),
            value,
            value is null ? poolFee : Ratio.Zero);
    }

    private static void RefuseMiningKeys(SiteSection section, string kind)
    {
        if (kind != Gpu)
        {
            return;
        }

        foreach (var key in new[] { "model", "hashrate_th_per_s" })
        {
            if (section.Has(key))
            {
                throw section.Refuse(SiteFileErrors.Contradiction, key, $"{section.Full(key)} belongs to miners, and this load's kind is 'gpu': give power_w and a value per MWh.");
            }
        }
    }

    private static CatalogueMachine? Machine(SiteSection section)
    {
        if (!section.Has("model"))
        {
            return null;
        }

        var model = section.Word("model");
        return MachineCatalogue.Lookup(model)
            ?? throw section.Refuse(SiteFileErrors.UnknownMachine, "model", $"{section.Full("model")}: {MachineCatalogue.Unknown(model)}");
    }

    private static EnergyPrice? Value(SiteSection section, string kind)
    {
        if (section.Number("value_usd_per_mwh") is { } value)
        {
            return new(value);
        }

        if (kind == Gpu)
        {
            throw section.Missing("value_usd_per_mwh", $"a gpu load earns by it and not by the hash price");
        }

        section.Note("value_usd_per_mwh", "from the hash price", SettingOrigin.Default, "");
        return null;
    }

    private static ImmutableArray<OperatingMode> Modes(SiteSection section, CatalogueMachine? machine, bool needsHashRate, out int normal)
    {
        var listed = section.List("modes").Select(entry => Mode(section, entry, needsHashRate)).ToList();
        RefuseTwins(section, listed);
        var running = listed.Select(mode => mode.Mode).ToList();
        if (running.Exists(mode => mode.Name == "normal"))
        {
            RefuseSecondNormal(section);
        }
        else
        {
            running.Insert(0, Normal(section, machine, needsHashRate));
        }

        var sleep = new Watts(section.Number("sleep_w", 0m));
        if (running.Find(mode => mode.Power <= sleep) is { } drowsy)
        {
            throw section.Refuse(
                SiteFileErrors.Contradiction, "sleep_w", $"{section.Full("sleep_w")} is {sleep} W and mode '{drowsy.Name}' draws {drowsy.Power} W: off must draw less than any running mode.");
        }

        normal = 1 + running.FindIndex(mode => mode.Name == "normal");
        return [new("off", sleep, TerahashesPerSecond.Zero), .. running];
    }

    private static (SiteSection Entry, OperatingMode Mode) Mode(SiteSection load, SiteSection entry, bool needsHashRate)
    {
        var name = entry.Name("mode");
        var shown = $"{load.Shown}.modes[{name}]";
        if (name == "off")
        {
            throw entry.Refuse(SiteFileErrors.DuplicateMode, "mode", $"{entry.Full("mode")} is 'off', which is always there; what it draws is sleep_w of the load.");
        }

        entry.Shown = shown;
        if (entry.Has("hashrate_th_per_s") && load.Word("kind") == Gpu)
        {
            throw entry.Refuse(SiteFileErrors.Contradiction, "hashrate_th_per_s", $"{entry.Full("hashrate_th_per_s")} belongs to miners, and this load's kind is 'gpu'.");
        }

        var power = new Watts(entry.RequiredNumber("power_w"));
        var hash = entry.Number("hashrate_th_per_s");
        if (hash is null && needsHashRate)
        {
            throw entry.Missing("hashrate_th_per_s", $"the load has no value of its own, so its hash rate tells what it earns");
        }

        return (entry, Plausible(entry, new(name, power, new(hash ?? 0m))));
    }

    private static OperatingMode Normal(SiteSection section, CatalogueMachine? machine, bool needsHashRate)
    {
        var power = section.Number("power_w") ?? machine?.Power.Value
            ?? throw section.Missing("power_w", $"give it, or a model of the catalogue");
        var hash = section.Number("hashrate_th_per_s") ?? machine?.HashRate.Value;
        if (hash is null && needsHashRate)
        {
            throw section.Missing("hashrate_th_per_s", $"give it, or a model of the catalogue, or a value per MWh");
        }

        NoteCatalogue(section, "power_w", power, machine);
        if (hash is { } rate)
        {
            NoteCatalogue(section, "hashrate_th_per_s", rate, machine);
        }

        return Plausible(section, new("normal", new(power), new(hash ?? 0m)));
    }

    private static void NoteCatalogue(SiteSection section, string name, decimal value, CatalogueMachine? machine)
    {
        if (!section.Has(name) && machine is not null)
        {
            section.Note(name, PlainNumber.Write(value), SettingOrigin.Catalogue, machine.Id);
        }
    }

    private static OperatingMode Plausible(SiteSection section, OperatingMode mode)
    {
        if (mode.HashRate == TerahashesPerSecond.Zero)
        {
            return mode;
        }

        var joules = mode.Power.Value / mode.HashRate.Value;
        return joules is >= LeastJoulesPerTerahash and <= MostJoulesPerTerahash
            ? mode
            : throw section.Refuse(
                SiteFileErrors.ImplausibleUnit,
                section.Has("hashrate_th_per_s") ? "hashrate_th_per_s" : "power_w",
                $"{section.Shown}: {mode.Power} W for {mode.HashRate} TH/s is {PlainNumber.Write(Math.Round(joules, 2))} J/TH; miners lie between {LeastJoulesPerTerahash} and {MostJoulesPerTerahash}. Check that hashrate_th_per_s is in TH/s and power_w in W, both per machine.");
    }

    private static void RefuseTwins(SiteSection section, List<(SiteSection Entry, OperatingMode Mode)> listed)
    {
        var twin = listed.Where((mode, index) => listed.FindIndex(other => other.Mode.Name == mode.Mode.Name) < index).FirstOrDefault();
        if (twin.Entry is not null)
        {
            throw twin.Entry.Refuse(SiteFileErrors.DuplicateMode, "mode", $"{section.Shown} has two modes named '{twin.Mode.Name}'.");
        }
    }

    private static void RefuseSecondNormal(SiteSection section)
    {
        foreach (var key in new[] { "power_w", "hashrate_th_per_s" })
        {
            if (section.Has(key))
            {
                throw section.Refuse(SiteFileErrors.Contradiction, key, $"{section.Full(key)} and the entry 'normal' of modes both say what normal mode is.");
            }
        }
    }
}
