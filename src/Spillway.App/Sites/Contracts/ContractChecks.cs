using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.App.Sites.Contracts;

/// <summary>What contracts must not be to one another.</summary>
internal static class ContractChecks
{
    /// <summary>Refuses contradictions between contracts, and blocks that the site could never draw.</summary>
    /// <param name="contracts">The contracts with their keys, in file order.</param>
    /// <param name="setting">What they are read against.</param>
    public static void Check(IReadOnlyList<(SiteSection Section, IContract Contract)> contracts, ContractSetting setting)
    {
        for (var index = 0; index < contracts.Count; index++)
        {
            var (section, contract) = contracts[index];
            for (var before = 0; before < index; before++)
            {
                RefuseTwins(section, contract, contracts[before].Contract);
            }
        }

        RefuseTooMuch([.. contracts.Where(one => one.Contract is FixedBlock)], setting);
        RefuseHostedTwice([.. contracts.Where(one => one.Contract is HostingContract).Select(one => (one.Section, (HostingContract)one.Contract))], setting);
    }

    // Each of these settles all of the site's load, so two at once would charge it twice.
    private static void RefuseTwins(SiteSection section, IContract contract, IContract other)
    {
        if (contract is not (IndexContract or DeliveryTariff or CoincidentPeakCharge or MiningPool)
            || other.GetType() != contract.GetType()
            || !contract.Term.Overlaps(other.Term))
        {
            return;
        }

        throw section.Refuse(
            ContractErrors.Overlap, section.Has("from") ? "from" : "id", $"{section.Shown} is in force at the same time as contracts[{other.Id}], which is of the same kind '{section.Word("kind")}' and covers the same load.");
    }

    // One contract's own shares were added up where it was read; here those of several that are in force at once.
    private static void RefuseHostedTwice(List<(SiteSection Section, HostingContract Contract)> hosted, ContractSetting setting)
    {
        for (var index = 1; index < hosted.Count; index++)
        {
            var (section, contract) = hosted[index];
            var before = hosted.Take(index).Select(one => one.Contract).ToList();

            // What is sold changes only where a contract begins or ends, and most is sold where one begins.
            foreach (var at in before.Append(contract).Select(one => one.Term.From).Distinct().Order().Where(contract.Term.Covers))
            {
                RefuseHostedTwice(section, contract, [.. before.Where(one => one.Term.Covers(at))], at == Instant.MinValue ? null : at.InZone(setting.Zone).Date);
            }
        }
    }

    private static void RefuseHostedTwice(SiteSection section, HostingContract contract, List<HostingContract> others, LocalDate? since)
    {
        foreach (var group in contract.Customers.Select(customer => customer.Group).Distinct())
        {
            var sellers = others.Where(other => Share(other, group) > 0m).ToList();
            var (own, sold) = (Share(contract, group), sellers.Sum(other => Share(other, group)));
            if (sold > 0m && own + sold > 1m)
            {
                var from = since is { } day ? (Wording)$" from {day:uuuu'-'MM'-'dd} on" : $"";
                throw section.Refuse(
                    ContractErrors.HostedTwice,
                    "customers",
                    $"{section.Full("customers")} sells {PlainNumber.Write(own)} of the machines of group '{group}'{from}, and {PlainNumber.Write(sold)} of them is sold by {string.Join(", ", sellers.Select(other => $"contracts[{other.Id}]"))}: together {PlainNumber.Write(own + sold)}, more than all of them.");
            }
        }
    }

    private static decimal Share(HostingContract contract, GroupId? group) =>
        contract.Customers.Where(customer => customer.Group == group).Sum(customer => customer.Machines.Value);

    private static void RefuseTooMuch(List<(SiteSection Section, IContract Contract)> blocks, ContractSetting setting)
    {
        for (var count = 1; count <= blocks.Count; count++)
        {
            var (section, _) = blocks[count - 1];
            if (section.Word("above_limit", "refuse") == "allow")
            {
                continue;
            }

            var inForce = blocks.Take(count).Where(one => one.Section.Word("above_limit", "refuse") != "allow").Select(one => (FixedBlock)one.Contract).ToList();
            var (most, at) = Most(inForce);
            if (most > setting.Import.Value)
            {
                var from = at == Instant.MinValue ? (Wording)$"" : $" from {at.InZone(setting.Zone).Date:uuuu'-'MM'-'dd} on";
                var what = inForce.Count == 1 ? (Wording)$"{section.Full("mw")} is" : $"{section.Full("mw")}: with the blocks before it ({string.Join(", ", inForce.SkipLast(1).Select(block => block.Id.Text))}) the site has bought";
                throw section.Refuse(ContractErrors.AboveLimit, "mw", $"{what} {PlainNumber.Write(most)} MW{from}, and interconnection.import_limit_mw is {PlainNumber.Write(setting.Import.Value)} MW.");
            }
        }
    }

    private static (decimal Most, Instant At) Most(List<FixedBlock> blocks)
    {
        // Flat blocks without dates have no schedule and are there at every instant.
        var flat = blocks.Where(block => block.Schedule is null).Sum(block => block.Power.Value);
        var (most, first) = (flat, Instant.MinValue);
        var shaped = blocks.Where(block => block.Schedule is not null).Select(block => block.Schedule!).ToList();
        foreach (var at in shaped.SelectMany(schedule => schedule.Steps).Select(step => step.From).Distinct().Order())
        {
            var sum = flat + shaped.Sum(schedule => schedule.At(at).Value);
            if (sum > most)
            {
                (most, first) = (sum, at);
            }
        }

        return (most, first);
    }
}
