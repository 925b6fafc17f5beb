using System.Reflection;
using PublicApiGenerator;
using Spillway.Engine;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Api;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_of_Units_is_approved() => Approve(typeof(Megawatts).Assembly);

    [Fact]
    public void The_public_surface_of_Engine_is_approved() => Approve(typeof(DeskStep).Assembly);

    private static void Approve(Assembly assembly) => Approval.Matches(
        $"tests/Spillway.Tests/Api/{assembly.GetName().Name}.approved.txt",
        assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }));
}
