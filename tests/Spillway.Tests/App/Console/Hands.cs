using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace Spillway.Tests.App.Console;

/// <summary>Touches what a component shows on the component's own turn: one that is still loading, or that goes by the desk, is drawn anew
/// in the background, and what was looked up before that listens to nothing any more.</summary>
internal static class Hands
{
    /// <summary>Touches the first that a selector finds.</summary>
    /// <param name="page">The component.</param>
    /// <param name="selector">A CSS selector.</param>
    /// <param name="touch">What is done to it.</param>
    public static Task TouchAsync<T>(this IRenderedComponent<T> page, string selector, Action<IElement> touch)
        where T : IComponent => page.InvokeAsync(() => touch(page.Find(selector)));

    /// <summary>Presses the one button that is so.</summary>
    /// <param name="page">The component.</param>
    /// <param name="which">Which it is.</param>
    public static Task PressAsync<T>(this IRenderedComponent<T> page, Func<IElement, bool> which)
        where T : IComponent => page.InvokeAsync(() => page.FindAll("button").Single(which).Click());

    /// <summary>Presses the one button that says something.</summary>
    /// <param name="page">The component.</param>
    /// <param name="words">What it says, or a part of that.</param>
    public static Task PressAsync<T>(this IRenderedComponent<T> page, string words)
        where T : IComponent => page.PressAsync(button => button.TextContent.Contains(words, StringComparison.Ordinal));
}
