using MudBlazor;

namespace Spillway.App.Console.Layout;

/// <summary>The look of the components: dark for the control room, light for the office. Contrasts of text are 4.5 to 1 and more.</summary>
internal static class DeskTheme
{
    private static readonly string[] _fonts = ["Inter", "Segoe UI", "Noto Sans", "DejaVu Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif"];

    private static readonly MudTheme _theme = new()
    {
        PaletteDark = new PaletteDark
        {
            Primary = "#7cc4ff", PrimaryContrastText = "#10151b", Secondary = "#9bd6a5", Background = "#10151b", Surface = "#171e26", AppbarBackground = "#171e26", DrawerBackground = "#171e26",
            TextPrimary = "#e6edf3", TextSecondary = "#a9b6c3", Error = "#ff8a80", Warning = "#ffca6b", Success = "#8fd9a0", Info = "#7cc4ff", Divider = "#2b3642", LinesDefault = "#2b3642",
        },
        PaletteLight = new PaletteLight
        {
            Primary = "#0b5cad", Secondary = "#1d6b34", Background = "#f5f7f9", Surface = "#ffffff", AppbarBackground = "#ffffff", DrawerBackground = "#ffffff",
            TextPrimary = "#16202a", TextSecondary = "#4a5866", Error = "#b3261e", Warning = "#855300", Success = "#1d6b34", Info = "#0b5cad", Divider = "#d5dce3", LinesDefault = "#d5dce3",
        },
        Typography = new() { Default = new DefaultTypography { FontFamily = _fonts, FontSize = "0.9rem" }, Button = new ButtonTypography { TextTransform = "none" } },
        LayoutProperties = new() { DefaultBorderRadius = "4px" },
    };

    /// <summary>The theme.</summary>
    public static MudTheme Of() => _theme;
}
