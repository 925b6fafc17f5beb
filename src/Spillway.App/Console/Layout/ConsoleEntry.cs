using Spillway.App.Accounts;

namespace Spillway.App.Console.Layout;

/// <summary>A page in the menu.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Name">Its English name.</param>
/// <param name="Icon">Its drawing.</param>
/// <param name="Needs">Who sees it in the menu.</param>
public sealed record ConsoleEntry(string Address, string Name, string Icon, DeskAction Needs);
