using System.Globalization;
using Spillway.App.Inventory;
using Spillway.App.Setup;

namespace Spillway.App.Cli;

/// <summary>What a change would do to the inventory, on a screen or as JSON.</summary>
internal static class InventoryReviewScreen
{
    private const int MostShown = 50;

    /// <summary>Shows a review.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="review">The review.</param>
    /// <param name="target">Where JSON goes, with every machine; null for nowhere.</param>
    /// <returns>The exit code: 0 where it can be kept, else 1.</returns>
    public static int Show(Terminal terminal, InventoryReview review, string? target)
    {
        if (target is not null)
        {
            JsonTarget.Write(terminal, target, InventoryReviewJson.Of(review, 0, review.Changes.Length));
        }

        if (!JsonTarget.IsOutput(target))
        {
            Write(terminal.Output, review);
        }

        return review.IsWhole ? 0 : 1;
    }

    private static void Write(TextWriter output, InventoryReview review)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Count(review, MachineChangeKind.Added)} would be added, {Count(review, MachineChangeKind.Moved)} moved, {Count(review, MachineChangeKind.Displaced)} lose their address, {Count(review, MachineChangeKind.Changed)} otherwise changed, {Count(review, MachineChangeKind.Removed)} removed; {review.Same:N0} stay as they are. Nothing was changed."));
        foreach (var change in review.Changes.Take(MostShown))
        {
            output.WriteLine($"{InventoryReviewJson.Word(change.Kind)} {(change.Machine.Number == 0 ? "new" : change.Machine.Id)} {change.Machine.Address}: {string.Join("; ", change.Fields.Select(one => Field(change.Kind, one)))}");
        }

        More(output, review.Changes.Length - MostShown);
        foreach (var refusal in review.Refused.Take(MostShown))
        {
            output.WriteLine($"refused {refusal.Code}: {refusal.What}");
        }

        More(output, review.RefusedInAll - Math.Min(MostShown, review.Refused.Length));
    }

    private static void More(TextWriter output, int more)
    {
        if (more > 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"... and {more:N0} more."));
        }
    }

    private static string Count(InventoryReview review, MachineChangeKind kind) => review.Count(kind).ToString("N0", CultureInfo.InvariantCulture);

    private static string Field(MachineChangeKind kind, MachineField field) => kind switch
    {
        MachineChangeKind.Added => $"{field.Name} {field.After}",
        MachineChangeKind.Removed => $"{field.Name} {field.Before}",
        _ => $"{field.Name} {field.Before ?? "-"} -> {field.After ?? "-"}",
    };
}
