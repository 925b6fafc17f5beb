using Microsoft.AspNetCore.Http;
using Spillway.App.Machines;

namespace Spillway.App.Console.Fleet;

/// <summary>The addresses of the fleet's pages.</summary>
public static class MachineAddress
{
    /// <summary>The page of a machine.</summary>
    /// <param name="directory">Who the machines are.</param>
    /// <param name="number">Its number in the plant.</param>
    public static string Of(MachineDirectory directory, int number)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return "/fleet/" + directory.Name(number);
    }

    /// <summary>The page of all machines with a search.</summary>
    /// <param name="filter">The search.</param>
    public static string Of(FleetFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var query = new List<KeyValuePair<string, string?>>();
        Add("group", filter.Group?.Text);
        Add("condition", filter.Condition is { } condition ? MachineWords.Of(condition) : null);
        Add("odd", filter.IsOddOnly ? "true" : null);
        Add("text", filter.Text);
        return "/fleet" + QueryString.Create(query);

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(new(name, value));
            }
        }
    }
}
