#pragma once

namespace safelight {

// Makes screen readers say ThresholdSlider::phrase() as the slider's value instead of a bare number. Safe to
// call more than once.
void installSliderAccessibility();

} // namespace safelight
