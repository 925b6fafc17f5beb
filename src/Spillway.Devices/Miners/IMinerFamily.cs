using Spillway.Devices.Miners.Answers;

namespace Spillway.Devices.Miners;

/// <summary>One protocol family: recognises its machines by what they answer and reads them.</summary>
internal interface IMinerFamily
{
    /// <summary>Its name, lower case.</summary>
    string Name { get; }

    /// <summary>How sure it is that these are answers of one of its machines.</summary>
    Certainty Recognise(MinerAnswers answers);

    /// <summary>What they say; the family's name is filled in by the caller.</summary>
    MinerReading Read(MinerAnswers answers);
}
