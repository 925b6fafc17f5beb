using Xunit;

namespace Spillway.Tests;

/// <summary>Tests that listen on the machines' own ports, one after the other.</summary>
[CollectionDefinition(nameof(StandardPorts))]
public sealed class StandardPortsTests : ICollectionFixture<StandardPorts>;
