using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Spillway.App.Console.Charts;

/// <summary>A text in a chart. The markup language keeps the element's name for itself, so it is made here.</summary>
public sealed class ChartText : ComponentBase
{
    /// <summary>Where it begins, ends or has its middle.</summary>
    [Parameter, EditorRequired]
    public string X { get; set; } = "";

    /// <summary>Where its ground line lies.</summary>
    [Parameter, EditorRequired]
    public string Y { get; set; } = "";

    /// <summary><c>tick</c> with <c>mid</c> or <c>end</c>.</summary>
    [Parameter]
    public string Look { get; set; } = "tick";

    /// <summary>The text.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", Look);
        builder.AddAttribute(2, "x", X);
        builder.AddAttribute(3, "y", Y);
        builder.AddContent(4, Text);
        builder.CloseElement();
    }
}
