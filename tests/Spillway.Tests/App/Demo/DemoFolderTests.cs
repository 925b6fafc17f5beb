using Shouldly;
using Spillway.App.Demo;
using Xunit;

namespace Spillway.Tests.App.Demo;

public sealed class DemoFolderTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("spillway-demo-test-").FullName;

    [Fact]
    public void Side_by_side_each_has_its_own_and_the_next_one_empties_what_was_left()
    {
        using (var first = DemoFolder.Take(_parent))
        {
            using var second = DemoFolder.Take(_parent);
            second.Path.ShouldNotBe(first.Path);
            File.WriteAllText(Path.Combine(first.Path, "site.yaml"), "old");
        }

        using var third = DemoFolder.Take(_parent);

        third.Path.ShouldBe(Path.Combine(_parent, "1"));
        third.IsTemporary.ShouldBeFalse();
        File.Exists(Path.Combine(third.Path, "site.yaml")).ShouldBeFalse();
    }

    [Fact]
    public void Where_the_data_folder_cannot_be_written_it_stands_among_temporary_files()
    {
        var file = Path.Combine(_parent, "no-folder");
        File.WriteAllText(file, "");

        using var folder = DemoFolder.Take(Path.Combine(file, "demo"));

        folder.IsTemporary.ShouldBeTrue();
        folder.Dispose();
        Directory.Delete(Path.GetDirectoryName(folder.Path)!, recursive: true);
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);
}
